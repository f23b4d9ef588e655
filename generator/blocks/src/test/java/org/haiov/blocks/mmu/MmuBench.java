package org.haiov.blocks.mmu;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.haiov.blocks.Ports;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Component;
import org.haiov.sim.engine.Engine;

/** An MMU whose askers, page-table memory, pipeline and CSR unit are played by the test. */
public final class MmuBench {
    /** Whether an answer is long overdue. */
    private static final int LIMIT = 2000;

    public final HartConfig c;
    public final Ports ports;
    /** Words of memory by address; others are 0. */
    public final Map<Long, Long> memory = new HashMap<>();
    /** What a read of memory gives. */
    public LongUnaryOperator reader = address -> memory.getOrDefault(address, 0L);
    /** Cycles that a read of memory takes. */
    public int latency = 1;
    /** An address whose read fails. */
    public long broken = -1;

    private int waited;
    private int reads;

    public MmuBench(Engine engine, HartConfig c, long ramBytes) {
        this(engine, c, new Mmu(c, ramBytes, false));
    }

    public MmuBench(Engine engine, HartConfig c, Component mmu) {
        this.c = c;
        ports = new Ports(engine, mmu);
    }

    /** Runs one cycle; the memory answers in it what it is asked. */
    public void cycle() {
        settle();
        finish();
    }

    /** The first half of a cycle: outputs are those just before the edge. */
    private void settle() {
        boolean asked = ports.is("memory_valid");
        boolean answers = asked && ++waited >= latency;
        ports.set("memory_answered", answers);
        if (answers) {
            long address = ports.get("memory_address");
            ports.set("memory_data", reader.applyAsLong(address));
            ports.set("memory_error", address == broken);
            waited = 0;
            reads++;
        }
    }

    private void finish() {
        ports.sim.step();
    }

    public Answer data(long address, AccessKind kind, Eyes eyes) {
        return ask("data", address, kind, eyes);
    }

    public Answer fetch(long address, Eyes eyes) {
        return ask("fetch", address, AccessKind.FETCH, eyes);
    }

    /** By the side that would ask so. */
    public Answer ask(long address, AccessKind kind, Eyes eyes) {
        return ask(kind == AccessKind.FETCH ? "fetch" : "data", address, kind, eyes);
    }

    private Answer ask(String side, long address, AccessKind kind, Eyes eyes) {
        begin(side, address, kind, eyes);
        reads = 0;
        for (int i = 1; i <= LIMIT; i++) {
            settle();
            if (ports.is(side + "_rsp_valid")) {
                Answer answer = answer(side, i);
                finish();
                withdraw(side);
                return answer;
            }
            finish();
        }
        throw new AssertionError("no answer in " + LIMIT + " cycles");
    }

    public void begin(String side, long address, AccessKind kind, Eyes eyes) {
        String request = side + "_req_";
        ports.set(request + "valid", 1);
        ports.set(request + "address", address);
        ports.set(request + "kind", kind.ordinal());
        ports.set(request + "regime_machine", eyes.machine());
        ports.set(request + "regime_virtual", eyes.virtual());
        ports.set(request + "regime_user", eyes.user());
        ports.set(request + "regime_sum", eyes.sum());
        ports.set(request + "regime_executableReadable", eyes.mxr());
        ports.set(request + "regime_guestExecutableReadable", eyes.guestMxr());
    }

    public void withdraw(String side) {
        ports.set(side + "_req_valid", 0);
    }

    private Answer answer(String side, int cycles) {
        String response = side + "_rsp_";
        boolean failed = ports.is(response + "failed");
        String entry = response + "entry_";
        String fault = response + "fault_";
        return failed
                ? new Answer(true, 0, false, false, false, false, false, (int) ports.get(fault + "cause"), ports.get(fault + "guestAddress"),
                        ports.is(fault + "implicit"), cycles, reads)
                : new Answer(false, ports.get(entry + "page"), ports.is(entry + "read"), ports.is(entry + "write"), ports.is(entry + "execute"),
                        ports.is(entry + "user"), ports.is(entry + "device"), 0, 0, false, cycles, reads);
    }

    public void satp(boolean on, int asid, long rootAddress) {
        space("satp", on, asid, rootAddress);
    }

    public void vsatp(boolean on, int asid, long rootAddress) {
        space("vsatp", on, asid, rootAddress);
    }

    public void hgatp(boolean on, int vmid, long rootAddress) {
        space("hgatp", on, vmid, rootAddress);
    }

    private void space(String name, boolean on, int id, long rootAddress) {
        ports.set("spaces_" + name + "_on", on);
        ports.set("spaces_" + name + "_id", id);
        ports.set("spaces_" + name + "_root", rootAddress >>> 12);
    }

    /** A fence of everything. */
    public void fenceAll() {
        fence(FenceKind.ALL, null, null);
    }

    /**
     * @param address as in rs1; null for x0
     * @param id as in rs2; null for x0
     * @return cycles it took
     */
    public int fence(FenceKind kind, Long address, Integer id) {
        ports.set("fence_valid", 1);
        ports.set("fence_kind", kind.ordinal());
        ports.set("fence_byAddress", address != null);
        ports.set("fence_address", address != null ? address : 0);
        ports.set("fence_byId", id != null);
        ports.set("fence_id", id != null ? id : 0);
        for (int i = 1; i <= LIMIT; i++) {
            settle();
            boolean done = ports.is("fence_done");
            finish();
            if (done) {
                ports.set("fence_valid", 0);
                return i;
            }
        }
        throw new AssertionError("the fence is not done in " + LIMIT + " cycles");
    }

    /** Writes pmpaddr and its region's byte of pmpcfg, which keeps the others. */
    public void pmp(int region, long address, int config) {
        writePmp(16 + region, address);
        int shift = 8 * (region % 8);
        writePmp(region / 8 * 2, readPmp(region / 8 * 2) & ~(0xFFL << shift) | (long) config << shift);
        fenceAll();
    }

    public void writePmp(int number, long value) {
        ports.set("pmp_write", 1);
        ports.set("pmp_writeNumber", number);
        ports.set("pmp_writeData", value);
        cycle();
        ports.set("pmp_write", 0);
    }

    public long readPmp(int number) {
        ports.set("pmp_readNumber", number);
        return ports.get("pmp_readData");
    }
}
