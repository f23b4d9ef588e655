package org.haiov.sim.golden.hcs;

import org.haiov.sim.golden.vi.UserEvent;

/** The way from a hart to the VI controller. */
public interface ViPort {
    /** No controller: every request is a fault, and nothing is ever presented. */
    ViPort NONE = new ViPort() {
        @Override
        public boolean request(long index, int slot) {
            return false;
        }

        @Override
        public void claim() { }

        @Override
        public void claimGuest() { }

        @Override
        public void userEvent(UserEvent event) { }

        @Override
        public void guestLeaves() { }

        @Override
        public void changed() { }

        @Override
        public long deadline() {
            return Long.MAX_VALUE;
        }
    };

    /** Sends map index and sender's slot; whether the answer is good. */
    boolean request(long index, int slot);

    /** svitop claims what it shows, if anything. */
    void claim();

    /** vsvitop claims what it shows, if anything. */
    void claimGuest();

    void userEvent(UserEvent event);

    /** hvictx is about to be written. */
    void guestLeaves();

    /** UVE, hvictx, EN, or the wait in WFI is other than before, or {@link #deadline} is reached. */
    void changed();

    /** Cycle at which the controller has something to do by itself. */
    long deadline();
}
