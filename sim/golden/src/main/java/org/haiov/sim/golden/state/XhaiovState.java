package org.haiov.sim.golden.state;

import java.util.Arrays;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;

/**
 * What a hart remembers of Xhaiov. mhaiovcfg.EN itself is {@link HartState#xhaiovEnabled}; with EN=0 all of this keeps its values, unseen and without
 * effect.
 */
public final class XhaiovState {
    /** Indices of {@link #bank}, by the order of facts. */
    public static final int USTATUS = index("ustatus");
    public static final int UTVEC = index("utvec");
    public static final int USCRATCH = index("uscratch");
    public static final int UEPC = index("uepc");
    public static final int UCAUSE = index("ucause");
    public static final int UTVAL = index("utval");
    public static final int UTVAL2 = index("utval2");
    public static final int UTINST = index("utinst");
    public static final int UVICTX = index("uvictx");
    /** Registers of a bank: x0 (which is 0) to x31, then the CSRs. */
    public static final int X = 32;
    public static final int BANK = X + Facts.bank().size();

    private static final Csr STATUS = Facts.csr("ustatus");
    public static final long UIE = STATUS.field("UIE").mask();
    public static final long UPIE = STATUS.field("UPIE").mask();
    public static final long UPV = STATUS.field("UPV").mask();
    public static final long UPP = STATUS.field("UPP").mask();

    /** No handler has ended without progress since. */
    public static final long NONE = -1;

    /** The banked CSRs that are in force, by index less {@link #X}. */
    public final long[] bank = new long[BANK - X];
    /** The inactive bank. */
    public final long[] inactive = new long[BANK];
    /** What the window shgpr is at. */
    public int window;

    public long huedeleg;
    public long hvictx;
    public long suscratch;
    public long suatp;
    public long shepc;
    public int uvid;

    // shcs
    public boolean active;
    public boolean uve;
    public boolean presented;
    public boolean parked;
    public boolean fault;
    public boolean resume;
    public boolean uen;
    public boolean previousSupervisor;
    public boolean previousVirtual;
    public int vid;

    /** VID shown in svitop, -1 for none. */
    public int supervisorVid;
    public int supervisorPriority;
    /** Number shown in vsvitop, -1 for none. */
    public int guestNumber;
    public int guestPriority;
    /** vsie[25]. */
    public boolean guestEnable;

    /** The handler has a limit. */
    public boolean limited;
    /** Cycles left of it, as of {@link #limitFrom} while the handler runs. */
    public long limitLeft;
    public long limitFrom;

    /**
     * While it is not {@link #NONE}, the interrupted context owes an instruction before the next user VI: one beyond this count of retired ones.
     * Long.MAX_VALUE while the hart is in HS or M.
     */
    public long progressFrom;

    /** The hart is in HS or M, and since which cycle. */
    public boolean kernel;
    public long kernelSince;
    /** The doorbell rose in WFI, or an implementation said so; it stays until there is no reason left. */
    public boolean elapsed;

    XhaiovState() {
        reset();
    }

    private static int index(String csr) {
        return Facts.bank().indexOf(csr);
    }

    void reset() {
        Arrays.fill(bank, 0);
        Arrays.fill(inactive, 0);
        window = 0;
        huedeleg = hvictx = suscratch = suatp = shepc = 0;
        uvid = vid = 0;
        active = uve = presented = parked = fault = resume = uen = previousSupervisor = previousVirtual = false;
        supervisorVid = guestNumber = -1;
        supervisorPriority = guestPriority = 0;
        guestEnable = false;
        limited = false;
        limitLeft = limitFrom = 0;
        progressFrom = NONE;
        kernel = true;
        kernelSince = 0;
        elapsed = false;
    }

    /** A handler waits to be entered, for the first time or again. */
    public boolean waiting() {
        return presented || resume;
    }

    /** The mode has changed between those below HS and the others. */
    void kernelChanged(boolean now, long cycles, long retired) {
        kernel = now;
        kernelSince = cycles;
        elapsed = false;
        if (progressFrom != NONE) {
            // Into the kernel: the debt stays, or is paid. Out of it: the return instruction itself is counted after this.
            progressFrom = !now ? retired + 1 : retired > progressFrom ? NONE : Long.MAX_VALUE;
        }
    }
}
