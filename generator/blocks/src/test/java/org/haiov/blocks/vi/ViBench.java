package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.facts.Register;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;

/**
 * A controller with harts played by the test: what is driven holds for one {@link #tick}, status and requests until changed or
 * accepted. What happens is logged by cycle.
 */
final class ViBench {
    static final int HS = 0b001;
    static final int U = 0b000;
    static final int VS = 0b101;
    static final int M = 0b011;

    record Answer(long cycle, int hart, boolean ok, int vid, boolean coalesced) {
    }

    record Present(long cycle, int vid, int hart, int level, int rank, boolean fast) {
    }

    record Accept(long cycle, int hart) {
    }

    private record Started(Simulation sim, Snapshot state) {
    }

    private static final Map<ViConfig, Started> STARTED = new HashMap<>();
    /** Map entry i leads to VID i, of slot 0, where {@link #vid} set it up. */
    private static final String CONFIG = "vid.config";

    final ViConfig c;
    final Simulation sim;
    final List<Answer> answers = new ArrayList<>();
    final List<Present> presents = new ArrayList<>();
    final List<Accept> accepts = new ArrayList<>();
    final List<Long> drainsDone = new ArrayList<>();
    final List<Long> commits = new ArrayList<>();
    private final Map<String, Probe> probes = new HashMap<>();
    private final List<Probe> pulses = new ArrayList<>();
    long cycle;
    /** Plays the harts at the beginning of every cycle. */
    private Runnable harts = () -> { };

    /** A started controller, its harts in HS with EN=1 and UVE=1, nothing set up. */
    ViBench(ViConfig c) {
        this.c = c;
        Started started = STARTED.computeIfAbsent(c, ViBench::start);
        sim = started.sim;
        sim.restore(started.state);
        for (int h = 0; h < c.harts(); h++) {
            status(h, HS, false, true, true);
        }
        tick();
        tick();
    }

    private static Started start(ViConfig c) {
        Simulation sim = Sims.of(new ViController(c));
        long waited = sim.runUntil(sim.probe("reg_ready"), c.startCycles());
        assertTrue(waited >= 0 && waited <= c.startCycles(), "start took " + waited);
        return new Started(sim, sim.save());
    }

    Probe probe(String path) {
        return probes.computeIfAbsent(path, sim::probe);
    }

    long peek(String path) {
        return probe(path).get();
    }

    private void pulse(String path, long value) {
        probe(path).set(value);
        pulses.add(probe(path));
    }

    /** One cycle: looks at what happens in it, then lets it end. */
    void tick() {
        harts.run();
        observe();
        List<Probe> accepted = new ArrayList<>();
        for (int h = 0; h < c.harts(); h++) {
            String req = "hart_" + h + "_req_";
            if (peek(req + "valid") == 1 && peek(req + "ready") == 1) {
                accepts.add(new Accept(cycle, h));
                accepted.add(probe(req + "valid"));
            }
        }
        sim.step();
        cycle++;
        accepted.forEach(p -> p.set(0));
        pulses.forEach(p -> p.set(0));
        pulses.clear();
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    private void observe() {
        if (peek("ev_answer_valid") == 1) {
            answers.add(new Answer(cycle, (int) peek("ev_answer_hart"), peek("ev_answer_ok") == 1, (int) peek("ev_answer_vid"),
                    peek("ev_answer_coalesced") == 1));
        }
        if (peek("ev_present_valid") == 1) {
            presents.add(new Present(cycle, (int) peek("ev_present_vid"), (int) peek("ev_present_hart"),
                    (int) peek("ev_present_level"), (int) peek("ev_present_rank"), peek("ev_present_fast") == 1));
        }
        if (peek("ev_drainDone_valid") == 1) {
            drainsDone.add(peek("ev_drainDone_slot"));
        }
        if (peek("ev_regCommit_valid") == 1) {
            commits.add(cycle);
        }
    }

    // ---- harts

    void playedBy(Runnable newHarts) {
        harts = newHarts;
    }

    void status(int hart, int mode, boolean wfi, boolean uve, boolean en) {
        String status = "hart_" + hart + "_status_";
        probe(status + "mode").set(mode);
        probe(status + "wfi").set(wfi ? 1 : 0);
        probe(status + "uve").set(uve ? 1 : 0);
        probe(status + "en").set(en ? 1 : 0);
    }

    void mode(int hart, int mode) {
        status(hart, mode, false, true, true);
    }

    /** Puts a request on a hart's port; it stays until accepted. */
    void request(int hart, long index, int slot) {
        String req = "hart_" + hart + "_req_";
        probe(req + "valid").set(1);
        probe(req + "index").set(index);
        probe(req + "slot").set(slot);
    }

    /** A request from hart 0, and its answer. */
    Answer post(long index, int slot) {
        int before = answers.size();
        request(0, index, slot);
        for (int i = 0; i < 64 && answers.size() == before; i++) {
            tick();
        }
        assertEquals(before + 1, answers.size(), "one answer");
        return answers.getLast();
    }

    boolean offered(int hart) {
        return peek("hart_" + hart + "_s_offer") == 1;
    }

    /** Claims in this cycle; the VID claimed, -1 for none. */
    int claim(int hart) {
        int vid = offered(hart) ? (int) peek("hart_" + hart + "_s_vid") : -1;
        pulse("hart_" + hart + "_s_claim", 1);
        return vid;
    }

    void event(int hart, UserEvent event) {
        pulse("hart_" + hart + "_u_event", event.code());
    }

    // ---- registers

    private boolean error;

    long access(boolean write, long address, int size, long data) {
        probe("reg_valid").set(1);
        probe("reg_write").set(write ? 1 : 0);
        probe("reg_address").set(address);
        probe("reg_size").set(size);
        probe("reg_wdata").set(data);
        while (peek("reg_ready") == 0) {
            tick();
        }
        tick();
        probe("reg_valid").set(0);
        int waited = 0;
        while (peek("rsp_valid") == 0) {
            tick();
            assertTrue(++waited <= 128, "no response");
        }
        error = peek("rsp_error") == 1;
        long value = peek("rsp_rdata");
        tick();
        return value;
    }

    boolean lastFaulted() {
        return error;
    }

    static long address(String register, int index) {
        return ViConfig.map().register(register).offset(index);
    }

    void write(String register, int index, long data) {
        access(true, address(register, index), 3, data);
        assertTrue(!error);
    }

    long read(String register, int index) {
        long value = access(false, address(register, index), 3, 0);
        assertTrue(!error);
        return value;
    }

    static long word(String register, Map<String, Long> fields) {
        Register r = ViConfig.map().register(register);
        long word = 0;
        for (Map.Entry<String, Long> f : fields.entrySet()) {
            word = r.field(f.getKey()).set(word, f.getValue());
        }
        return word;
    }

    static long field(String register, String field, long word) {
        return ViConfig.map().register(register).field(field).get(word);
    }

    /** A VID's config. */
    static long config(int level, int priority, int slot, int home, int affinity, boolean masked) {
        return word(CONFIG, Map.of("V", 1L, "mask", masked ? 1L : 0L, "level", (long) level, "priority", (long) priority, "slot",
                (long) slot, "home", (long) home, "affinity", (long) affinity));
    }

    /** Sets a VID up, unmasked, with map entry {@code vid} leading to it; user VIDs with a context. */
    void vid(int vid, int level, int priority, int slot, int home, int affinity) {
        if (level == ViConfig.USER) {
            write("ctx.suatp", vid, 8L << 60 | vid);
        }
        write(CONFIG, vid, config(level, priority, slot, home, affinity, false));
        write("map", vid, word("map", Map.of("V", 1L, "slot", (long) slot, "VID", (long) vid)));
    }

    long state(int vid, String field) {
        return field("vid.state", field, read("vid.state", vid));
    }

    long deliveries(int vid) {
        return field("vid.count", "deliveries", read("vid.count", vid));
    }

    long coalesced(int vid) {
        return field("vid.count", "coalesced", read("vid.count", vid));
    }

    void mask(int vid, boolean masked) {
        long now = read(CONFIG, vid);
        write(CONFIG, vid, ViConfig.map().register(CONFIG).field("mask").set(now, masked ? 1 : 0));
    }

    /** Ticks until a presentation comes, at most so many cycles; null if none does. */
    Present awaitPresent(int cycles) {
        int before = presents.size();
        for (int i = 0; i < cycles && presents.size() == before; i++) {
            tick();
        }
        return presents.size() == before ? null : presents.get(before);
    }
}
