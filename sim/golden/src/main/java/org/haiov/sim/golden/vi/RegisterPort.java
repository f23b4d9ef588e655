package org.haiov.sim.golden.vi;

/** The register port's protocol: acceptance, commit, response (docs/hart-link.md, section 7). */
final class RegisterPort {
    private static final int SIZE_8_BYTES = 3;

    private final Registers registers;
    private final Requests requests;
    private final Drains drains;
    private final TokenBuckets buckets;
    private final Journal journal;
    private final Statistics statistics;
    private final Bounds bounds;

    private boolean busy;
    private boolean error;
    private boolean committed;
    private boolean write;
    private int address;
    private long wdata;
    private long acceptedAt;
    private long rdata;

    private boolean waiting;
    private long waitingSince;
    private boolean waitingWrite;
    private int waitingAddress;
    private int waitingSize;
    private long waitingWdata;

    RegisterPort(Registers registers, Requests requests, Drains drains, TokenBuckets buckets, Journal journal,
            Statistics statistics, Bounds bounds) {
        this.registers = registers;
        this.requests = requests;
        this.drains = drains;
        this.buckets = buckets;
        this.journal = journal;
        this.statistics = statistics;
        this.bounds = bounds;
    }

    /** Before anything else of a cycle: an access may be accepted, and commit in the same cycle. */
    void begin(Cycle cycle) {
        checkMaster(cycle);
        if (busy) {
            underWay(address, write);
        } else if (cycle.regValid) {
            underWay(cycle.regAddress, cycle.regWrite);
        }
        if (!cycle.regValid || !cycle.regReady) {
            return;
        }
        if (busy) {
            throw journal.broken(Rule.REGISTER_PORT, "an access is accepted while " + describe() + " is under way");
        }
        if (journal.now() < bounds.startUp() - 4) {
            throw journal.broken(Rule.START_UP, "a register access is accepted while memories are cleared");
        }
        busy = true;
        committed = false;
        error = cycle.regSize != SIZE_8_BYTES || (cycle.regAddress & 7) != 0;
        write = cycle.regWrite;
        address = cycle.regAddress;
        wdata = cycle.regWdata;
        rdata = 0;
        acceptedAt = journal.now();
    }

    private void underWay(int at, boolean writes) {
        requests.disturb();
        if (registers.holds(at, writes) || !registers.exists(at)) {
            requests.pause();
        }
        if (registers.isBucket(at)) {
            buckets.hold(journal.now());
        }
    }

    /** "Signals stable from valid until accepted". */
    private void checkMaster(Cycle cycle) {
        if (waiting && (!cycle.regValid || cycle.regWrite != waitingWrite || cycle.regAddress != waitingAddress
                || cycle.regSize != waitingSize || cycle.regWdata != waitingWdata)) {
            throw journal.broken(Rule.HART_REGISTER, "the register port's signals changed before acceptance");
        }
        if (cycle.regValid && !waiting) {
            waitingSince = journal.now();
            waitingWrite = cycle.regWrite;
            waitingAddress = cycle.regAddress;
            waitingSize = cycle.regSize;
            waitingWdata = cycle.regWdata;
        }
        waiting = cycle.regValid && !cycle.regReady;
        if (waiting && journal.now() - Math.max(waitingSince, bounds.startUp()) > bounds.response()) {
            throw journal.broken(Rule.REGISTER_BOUND, "an access waits for acceptance since cycle " + waitingSince);
        }
    }

    /** Position 1: a read commits. */
    void read(Cycle cycle) {
        if (cycle.commitValid && !cycle.commitWrite) {
            checkCommit(cycle);
            rdata = registers.read(address);
            statistics.registerReads++;
            journal.add(History.Kind.READ, address, rdata, 0);
        }
    }

    /** Position 4: a write commits. */
    void write(Cycle cycle) {
        if (!cycle.commitValid || !cycle.commitWrite) {
            return;
        }
        checkCommit(cycle);
        boolean full = registers.write(address, wdata);
        drains.written(address, wdata);
        statistics.registerWrites++;
        journal.add(History.Kind.WRITE, address, wdata, full ? 1 : 0);
        if (registers.hasFull(address)) {
            if (cycle.commitFull != full) {
                throw journal.broken(Rule.CONFIG_WRITE, describe() + ": all fields " + (full ? "are" : "are not")
                        + " writable now, but ev.regCommit.full=" + cycle.commitFull);
            }
            statistics.ignoredWrites += full ? 0 : 1;
        }
    }

    private void checkCommit(Cycle cycle) {
        if (!busy || committed || error) {
            throw journal.broken(Rule.REGISTER_PORT, "a commit of address 0x" + Integer.toHexString(cycle.commitAddress) + " while "
                    + (!busy ? "no access is under way" : error ? "the access is a fault" : "the access has committed"));
        }
        if (cycle.commitWrite != write || cycle.commitAddress != address || write && cycle.commitWdata != wdata) {
            throw journal.broken(Rule.REGISTER_PORT, "ev.regCommit says " + (cycle.commitWrite ? "write" : "read") + " 0x"
                    + Integer.toHexString(cycle.commitAddress) + ", data 0x" + Long.toHexString(cycle.commitWdata) + ", but under way is "
                    + describe());
        }
        if (registers.holds(address, write)) {
            checkHold(cycle);
        }
        committed = true;
    }

    private void checkHold(Cycle cycle) {
        int endings = cycle.sClaim & cycle.sOffer;
        for (int h = 0; h < cycle.uEvent.length; h++) {
            int event = cycle.uEvent[h];
            endings |= event >= UserEvent.ENTER.code() && event <= UserEvent.WITHDRAWN.code() ? 1 << h : 0;
        }
        if (endings != 0 || cycle.answerValid || cycle.presentValid && !write) {
            throw journal.broken(Rule.REGISTER_HOLD, describe() + " commits beside " + (cycle.answerValid ? "an answer"
                    : endings != 0 ? "endings on harts 0b" + Integer.toBinaryString(endings) : "a presentation"));
        }
    }

    /** End of a cycle: the response. */
    void respond(Cycle cycle) {
        if (!cycle.rspValid) {
            if (busy && journal.now() - acceptedAt >= bounds.response()) {
                throw journal.broken(Rule.REGISTER_BOUND, describe() + " accepted in cycle " + acceptedAt + " has no response");
            }
            return;
        }
        if (!busy || !committed && !error) {
            throw journal.broken(Rule.REGISTER_PORT, "a response without " + (busy ? "a commit" : "an access"));
        }
        if (cycle.rspError != error) {
            throw journal.broken(Rule.REGISTER_FAULT, describe() + ": rsp.error=" + cycle.rspError);
        }
        if (cycle.rspRdata != rdata) {
            throw journal.broken(Rule.REGISTER_VALUE, describe() + " returns 0x" + Long.toHexString(cycle.rspRdata) + " instead of 0x"
                    + Long.toHexString(rdata));
        }
        busy = false;
    }

    /** Whether an access accepted in an earlier cycle has no response yet. */
    boolean underWay() {
        return busy && acceptedAt < journal.now();
    }

    private String describe() {
        return (write ? "write of " : "read of ") + Registers.describe(address) + " at 0x" + Integer.toHexString(address)
                + (write ? ", data 0x" + Long.toHexString(wdata) : "");
    }
}
