package org.haiov.sim.golden.vi;

/** What a write of software to a register means to whoever runs the controller. */
interface Effects {
    /** Something that decides about the VID's presentation is other than before. */
    void changed(int vid);

    /** The same for the VIDs of a word of the bit map. */
    void changed(int word, long vids);

    /** A drain of the slot was requested or ended. */
    void slotChanged(int slot);

    void bucketWritten(int slot, long value);

    /** Takes back what is presented of the VID, if it is. */
    void withdraw(int vid);
}
