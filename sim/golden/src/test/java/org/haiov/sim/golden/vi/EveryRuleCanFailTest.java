package org.haiov.sim.golden.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.haiov.sim.golden.vi.ReferenceController.Bug;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each rule a course of events that breaks it, and no other before it. */
class EveryRuleCanFailTest {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;

    private final Bench bench = new Bench();
    private final Cycle c = bench.c;

    @ParameterizedTest
    @EnumSource
    void brokenRuleIsNamed(Rule rule) {
        Violation violation = assertThrows(Violation.class, () -> breakRule(rule));
        assertEquals(rule, violation.rule(), violation.getMessage());
        assertTrue(violation.getMessage().startsWith("cycle " + violation.cycle() + ": " + rule + ": "), violation.getMessage());
        assertTrue(violation.getMessage().contains(rule.text()) && violation.getMessage().contains("last events:")
                && violation.getMessage().contains("hart 0: seen"), violation.getMessage());
    }

    private void breakRule(Rule rule) {
        switch (rule) {
            case ROUND_ROBIN -> {
                bench.raise(0, 0, 0);
                bench.raise(1, 0, 0);
                tampered(x -> x.reqReady = 3);
            }
            case SUSTAINED -> {
                bench.raise(1, 0, 0);
                tampered(x -> x.reqReady = 0);
            }
            case ACCEPTANCE -> {
                bench.start(Bench.offset("map", 0), true, 0, 3);
                bench.step();
                bench.raise(0, 0, 0);
                bench.tamper(x -> {
                    x.reqReady = x.ansValid = 0;
                    x.quiet = x.answerValid = x.commitValid = x.rspValid = false;
                    x.reqValid = 1;
                });
                bench.run(100);
            }
            case ANSWER -> {
                bench.request(0, 0, 0);
                bench.tamper(x -> {
                    x.ansValid = 0;
                    x.answerValid = false;
                });
                bench.run(3);
            }
            case REQUEST_FAULT -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 1);
                bench.request(0, 1, 2);
                bench.tamper(x -> {
                    x.ansOk = 0;
                    x.answerOk = false;
                });
                bench.run(3);
            }
            case COALESCE -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 1);
                bench.request(0, 1, 2);
                bench.tamper(x -> x.answerCoalesced = true);
                bench.run(3);
            }
            case OFFER -> {
                offer(0);
                tampered(x -> x.sOffer = 0);
            }
            case PUSH -> {
                push(USER);
                tampered(x -> x.uPush = 1);
            }
            case CONTEXT -> {
                bench.tamper(x -> x.uContext[4] ^= 1);
                push(USER);
            }
            case WITHDRAW -> {
                push(USER);
                bench.mask(1);
                tampered(x -> x.uWithdraw = 0);
            }
            case S_WITHDRAWN -> {
                offer(0);
                bench.tamper(x -> x.sWithdrawn = 0);
                bench.mask(1);
            }
            case WANTS -> {
                bench.vi(1, SUPERVISOR, 0, 0, 0, 1);
                tampered(x -> present(x, 1, 0, 0, 0));
            }
            case SUATP_MODE -> {
                bench.vi(1, USER, 0, 0, 0, 1);
                bench.mask(1);
                bench.write("ctx.suatp", 1, 0);
                bench.write("vid.config", 1, Bench.config(USER, 0, 0, 0, 1));
                bench.ask(0, 1, 0);
                tampered(x -> present(x, 1, 0, USER, 0));
            }
            case DRAIN -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 1);
                bench.write("slot.drain", 2, 1);
                bench.ask(0, 1, 2);
                tampered(x -> present(x, 1, 0, SUPERVISOR, 0));
            }
            case AFFINITY -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 0);
                bench.ask(0, 1, 2);
                tampered(x -> present(x, 1, 1, SUPERVISOR, 0));
            }
            case FREE -> {
                offer(0);
                bench.vi(2, SUPERVISOR, 0, 2, 0, 1);
                bench.ask(0, 2, 2);
                tampered(x -> present(x, 2, 0, SUPERVISOR, 0));
            }
            case ROUTING -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 3);
                bench.request(0, 1, 2);
                bench.tamper(x -> x.presentHart = 1);
                bench.run(3);
            }
            case ONE_PRESENTATION -> {
                bench.tamper(x -> {
                    if (x.commitValid) {
                        present(x, 0, 0, 0, 0);
                    }
                });
                bench.write("map", 0, 0);
            }
            case FAST_PATH -> {
                bench.vi(1, SUPERVISOR, 0, 2, 0, 1);
                bench.run(10);
                bench.request(0, 1, 2);
                bench.tamper(x -> x.presentValid = false);
                bench.run(3);
            }
            case FAST_EVENT -> {
                offer(0);
                bench.vi(2, SUPERVISOR, 0, 2, 0, 1);
                bench.ask(0, 2, 2);
                bench.run(5);
                bench.tamper(x -> x.presentFast = true);
                bench.claim(0);
                bench.run(3);
            }
            case PRIORITY -> {
                Bench wrong = new Bench(Bug.LOWEST_PRIORITY_FIRST);
                wrong.vi(1, SUPERVISOR, 0, 2, 0, 1);
                wrong.vi(2, SUPERVISOR, 1, 2, 0, 1);
                wrong.vi(3, SUPERVISOR, 2, 2, 0, 1);
                wrong.ask(0, 1, 2);
                wrong.ask(0, 2, 2);
                wrong.ask(0, 3, 2);
                wrong.run(20);
                wrong.claim(0);
                wrong.run(20);
            }
            case PRESENTATION_BOUND -> {
                Bench wrong = new Bench(Bug.STARVES_LAST_VID);
                offer(wrong, 0);
                wrong.vi(15, SUPERVISOR, 0, 2, 0, 1);
                wrong.ask(0, 15, 2);
                wrong.claim(0);
                wrong.run(Bounds.of(wrong.size).presentation() - 2);
                wrong.run(4);
            }
            case BUCKET -> {
                Bench wrong = new Bench(Bug.IGNORES_TOKENS);
                wrong.write("slot.bucket", 2, 1L << 16 | 1);
                offer(wrong, 0);
                wrong.ask(0, 1, 2);
                wrong.claim(0);
                wrong.ask(0, 1, 2);
            }
            case DRAIN_DONE -> {
                push(USER);
                bench.write("slot.drain", 2, 1);
                tampered(x -> {
                    x.drainDoneValid = true;
                    x.drainDoneSlot = 2;
                });
            }
            case DRAIN_BOUND -> {
                bench.tamper(x -> x.drainDoneValid = false);
                bench.write("slot.drain", 2, 1);
                bench.run(4 * bench.size.slots() + 10);
            }
            case REGISTER_PORT -> tampered(x -> x.rspValid = true);
            case REGISTER_FAULT -> {
                bench.tamper(x -> x.rspError = false);
                bench.access(4, false, 0);
            }
            case REGISTER_BOUND -> {
                bench.tamper(x -> x.rspValid = x.quiet = false);
                bench.start(0, false, 0, 3);
                bench.run(200);
            }
            case REGISTER_HOLD -> {
                offer(0);
                bench.tamper(x -> x.sClaim = x.commitValid ? 1 : 0);
                bench.write("map", 3, 0);
            }
            case REGISTER_VALUE -> {
                bench.tamper(x -> x.rspRdata ^= x.rspValid ? 1 : 0);
                bench.read("CAP", 0);
            }
            case CONFIG_WRITE -> {
                bench.tamper(x -> x.commitFull = false);
                bench.write("vid.config", 0, 0);
            }
            case START_UP -> {
                Cycle first = new Cycle(2);
                first.reqValid = 1;
                first.reqReady = 1;
                new ControllerModel(Bench.SMALL).cycle(first);
            }
            case QUIET -> {
                bench.request(0, 0, 0);
                tampered(x -> x.quiet = true);
            }
            case VS_LATER -> tampered(x -> x.vsOffer = 1);
            case HART_REQUEST -> {
                Cycle early = new Cycle(2);
                ControllerModel model = new ControllerModel(Bench.SMALL);
                early.reqValid = 1;
                model.cycle(early);
                early.reqIndex[0] = 1;
                model.cycle(early);
            }
            case HART_EVENT -> tampered(x -> x.uEvent[0] = UserEvent.ENTER.code());
            case HART_WITHDRAWAL -> {
                push(USER);
                bench.mask(1);
                bench.run(70);
            }
            case HART_MODE -> {
                c.mode[1] = 2;
                bench.step();
            }
            case HART_ENABLE -> {
                push(USER);
                bench.run(2);
                c.en = 0;
                bench.step();
            }
            case HART_REGISTER -> {
                Cycle early = new Cycle(2);
                ControllerModel model = new ControllerModel(Bench.SMALL);
                early.regValid = true;
                model.cycle(early);
                early.regAddress = 8;
                model.cycle(early);
            }
        }
    }

    private void tampered(Consumer<Cycle> change) {
        bench.tamper(change);
        bench.step();
    }

    private static void present(Cycle cycle, int vid, int hart, int level, int rank) {
        cycle.presentValid = true;
        cycle.presentVid = vid;
        cycle.presentHart = hart;
        cycle.presentLevel = level;
        cycle.presentRank = rank;
        cycle.presentFast = false;
    }

    private void offer(int hart) {
        offer(bench, hart);
    }

    /** VID 1 of slot 2 is offered to the hart. */
    private static void offer(Bench bench, int hart) {
        bench.vi(1, SUPERVISOR, 0, 2, hart, 1 << hart);
        bench.request(0, 1, 2);
        bench.until(() -> bench.offered(hart));
    }

    /** VID 1 of slot 2 is pushed to hart 0. */
    private void push(int level) {
        bench.vi(1, level, 0, 2, 0, 1);
        bench.request(0, 1, 2);
        bench.untilPushed(0);
    }
}
