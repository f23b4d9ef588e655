package org.haiov.sim.lockstep.vi;

import java.util.List;
import java.util.SplittableRandom;
import org.haiov.sim.golden.vi.Bounds;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.ControllerModel;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.Statistics;

/**
 * One random stream: harts and bus master of random behaviour at a controller, from reset through set-up, phases of several
 * {@linkplain Profile profiles}, and a last settling in which everything pending is delivered and every register is read back;
 * the golden model checks each cycle. The same seed gives the same stream on the same controller.
 */
public final class RandomStream {
    /** Cycles for everything pending to be delivered once requests have stopped. */
    private static final int SETTLING = 400_000;

    private final Controller controller;
    private final long seed;
    private final ControllerModel model;
    private final Cycle cycle;
    private final HartDriver[] harts;
    private final BusDriver bus = new BusDriver();
    private final Operations operations;
    private final SplittableRandom random;
    private final boolean calm;
    /** What each hart has been shown last, at either level: worth doing something to. */
    private final int[] shown;

    /** What the bus master does. */
    public enum Software {
        /** Sets everything up so that every VID can be delivered, and leaves it so. */
        CALM,
        /** Sets up anything at all, also what can never be delivered, and changes it all the time. */
        RESTLESS
    }

    /**
     * @param controller is reset first
     * @param seed of everything random
     */
    public RandomStream(Controller controller, long seed, Software software) {
        this.controller = controller;
        this.seed = seed;
        random = new SplittableRandom(seed);
        Configuration size = controller.size();
        model = new ControllerModel(size);
        cycle = new Cycle(size.harts());
        shown = new int[size.harts()];
        TrafficPlan plan = new TrafficPlan(size, random.split());
        harts = new HartDriver[size.harts()];
        for (int h = 0; h < harts.length; h++) {
            harts[h] = new HartDriver(h, plan, random.split());
        }
        operations = new Operations(plan, bus, random.split(), software == Software.CALM);
        calm = software == Software.CALM;
    }

    /**
     * Runs until, after the set-up, so many requests were accepted and all is settled.
     *
     * @throws org.haiov.sim.golden.vi.Violation when the controller does what it must not
     */
    public Statistics run(long requests) {
        return run(requests, Profile.ALL);
    }

    /** As {@link #run(long)}, with phases of the given profiles only. */
    public Statistics run(long requests, List<Profile> profiles) {
        load(requests, profiles);
        settle();
        controller.finish();
        return model.statistics();
    }

    /** Runs until, after the set-up, so many requests were accepted, and leaves everything as it is then. */
    public void runAndAbandon(long requests) {
        load(requests, List.of(Profile.RESTLESS));
    }

    private void load(long requests, List<Profile> profiles) {
        controller.reset();
        operations.setUp();
        while (!bus.idle()) {
            step(Profile.CONTENDED, !calm);
        }
        long enough = model.statistics().accepted() + requests;
        while (model.statistics().accepted() < enough) {
            Profile profile = profiles.get(random.nextInt(profiles.size()));
            long until = model.cycles() + (1L << 9 + random.nextInt(5));
            while (model.cycles() < until && model.statistics().accepted() < enough) {
                step(profile, true);
            }
        }
    }

    /** Cycles run since reset. */
    public long cycles() {
        return model.cycles();
    }

    private void step(Profile profile, boolean mayRequest) {
        long chance = random.nextLong();
        for (HartDriver hart : harts) {
            hart.drive(cycle, profile, mayRequest);
        }
        boolean idle = bus.idle();
        if (idle && mayRequest && !calm && (chance & 0xFFFF) < profile.operation()) {
            operations.next(shown[random.nextInt(shown.length)]);
        }
        bus.drive(cycle, (chance >>> 16 & 0xFFFF) < profile.access());
        controller.cycle(cycle);
        model.cycle(cycle);
        remember();
    }

    private void remember() {
        for (int lines = cycle.uPush | cycle.sOffer; lines != 0; lines &= lines - 1) {
            int h = Integer.numberOfTrailingZeros(lines);
            if ((cycle.uPush >>> h & 1) != 0) {
                shown[h] = cycle.uVid[h];
            } else if ((model.cycles() & 63) == 0) {
                shown[h] = cycle.sVid[h];
            }
        }
    }

    /** Lets harts finish and everything that can be delivered be delivered, then reads all registers. */
    private void settle() {
        while (!bus.idle()) {
            step(Profile.SATURATED, false);
        }
        operations.openAll();
        long limit = model.cycles() + SETTLING;
        int calm = 0;
        int wanted = Bounds.of(controller.size()).presentation();
        while (calm < wanted) {
            step(Profile.SETTLING, false);
            calm = bus.idle() && atRest() ? calm + 1 : 0;
            if (model.cycles() > limit) {
                throw new IllegalStateException("seed " + seed + ": the controller does not settle within " + SETTLING + " cycles");
            }
        }
        operations.readBack();
        while (!bus.idle()) {
            step(Profile.SETTLING, false);
        }
    }

    private boolean atRest() {
        for (HartDriver hart : harts) {
            if (!hart.atRest()) {
                return false;
            }
        }
        return cycle.sOffer == 0 && cycle.uPush == 0 && !cycle.presentValid;
    }

    public Statistics statistics() {
        return model.statistics();
    }
}
