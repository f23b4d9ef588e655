package org.haiov.blocks.vi;

import java.util.Random;

/** A hart that does at random what the link allows. */
final class HartPlayer {
    private enum State { IDLE, PRES, ACT, PARK }

    final int hart;
    private final ViBench b;
    private final Random random;
    private State state = State.IDLE;

    HartPlayer(ViBench b, int hart, Random random) {
        this.b = b;
        this.hart = hart;
        this.random = random;
        b.mode(hart, ViBench.U);
    }

    /** Decides what the hart does in this cycle. */
    void play() {
        if (random.nextInt(50) == 0) {
            int mode = new int[] {ViBench.U, ViBench.HS, ViBench.VS, ViBench.M}[random.nextInt(4)];
            b.status(hart, mode, random.nextInt(4) == 0, random.nextInt(8) > 0, true);
        }
        if (b.offered(hart) && random.nextInt(6) == 0) {
            b.claim(hart);
        }
        boolean pushed = b.peek("hart_" + hart + "_u_push") == 1;
        boolean withdraw = b.peek("hart_" + hart + "_u_withdraw") == 1;
        UserEvent e = random.nextInt(withdraw ? 4 : 10) > 0 ? UserEvent.NONE : switch (state) {
            case IDLE -> UserEvent.NONE;
            case PRES -> withdraw && random.nextInt(3) > 0 ? UserEvent.WITHDRAWN
                    : new UserEvent[] {UserEvent.ENTER, UserEvent.TAKE, UserEvent.GIVEBACK}[random.nextInt(3)];
            case ACT -> random.nextBoolean() ? UserEvent.END : UserEvent.PARK;
            case PARK -> random.nextBoolean() ? UserEvent.RESUME : UserEvent.RELEASE;
        };
        if (e != UserEvent.NONE) {
            b.event(hart, e);
        }
        state = switch (e) {
            case NONE -> pushed ? State.PRES : state;
            case ENTER, RESUME -> State.ACT;
            case PARK -> State.PARK;
            default -> State.IDLE;
        };
    }
}
