package org.haiov.sim.golden.vi;

/**
 * Everything that passes between a VI controller, its harts, its register port and its observer in one cycle: the signals of
 * docs/hart-link.md under their names there. One object is filled anew each cycle, so that ten million of them cost no memory;
 * where a signal exists once a hart and is one bit wide, bit h of an {@code int} is hart h's.
 */
public final class Cycle {
    /** Modes of status.mode, {V, privilege}. */
    public static final int MODE_U = 0, MODE_HS = 1, MODE_M = 3, MODE_VU = 4, MODE_VS = 5;

    /** Words of a context on the link. */
    public static final int CONTEXT_WORDS = 6;

    // Driven by harts.
    public int reqValid;
    public final long[] reqIndex;
    public final int[] reqSlot;
    public final int[] mode;
    public int wfi;
    public int uve;
    public int en;
    public int sClaim;
    /** {@link UserEvent#code}, one a hart. */
    public final int[] uEvent;
    public int vsEnable;
    public final int[] vsSlot;
    public final int[] vsVcpu;
    public int vsClaim;
    public int vsChange;

    // Driven by the bus master.
    public boolean regValid;
    public boolean regWrite;
    public int regAddress;
    public int regSize;
    public long regWdata;

    // Driven by the controller.
    public int reqReady;
    public int ansValid;
    public int ansOk;
    public int sOffer;
    public final int[] sVid;
    public final int[] sPriority;
    public int uPush;
    public final int[] uVid;
    /** ctx[u.vid] with u.push, {@link #CONTEXT_WORDS} for each hart: utvec, uscratch, suscratch, suatp, uvictx, limit. */
    public final long[] uContext;
    public int uWithdraw;
    public int vsOffer;
    public int vsQuiet;
    public boolean regReady;
    public boolean rspValid;
    public boolean rspError;
    public long rspRdata;

    // Events that the controller shows to observers.
    public int sWithdrawn;
    public boolean answerValid;
    public int answerHart;
    public boolean answerOk;
    public int answerVid;
    public boolean answerCoalesced;
    public boolean commitValid;
    public boolean commitWrite;
    public int commitAddress;
    public long commitWdata;
    public boolean commitFull;
    public boolean presentValid;
    public int presentVid;
    public int presentHart;
    public int presentLevel;
    public int presentRank;
    public boolean presentFast;
    public boolean evictValid;
    public int evictSlot;
    public int evictVid;
    public boolean drainDoneValid;
    public int drainDoneSlot;
    public boolean quiet;

    /** A cycle in which every signal is 0. */
    public Cycle(int harts) {
        reqIndex = new long[harts];
        reqSlot = new int[harts];
        mode = new int[harts];
        uEvent = new int[harts];
        vsSlot = new int[harts];
        vsVcpu = new int[harts];
        sVid = new int[harts];
        sPriority = new int[harts];
        uVid = new int[harts];
        uContext = new long[harts * CONTEXT_WORDS];
    }

    /** Requests accepted in this cycle, a bit a hart. */
    public int accepted() {
        return reqValid & reqReady;
    }
}
