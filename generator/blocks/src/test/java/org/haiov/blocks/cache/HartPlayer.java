package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import org.haiov.blocks.cache.TestPages.Page;

/** Plays the pipeline: gives a data cache instruction after instruction, kills some, and holds what leaves M against the reference. */
final class HartPlayer {
    private static final int STUCK = 5000;

    private final Ports cache;
    private final Random random;
    private final WordMemory reference;
    private final TestPages pages;
    private final TestMmu mmu;
    private final TestDevices devices;
    private final long memoryEnd;
    private final int lineBytes;
    private final Iterator<Access> program;
    /** Told of every store that leaves M: its physical address. */
    java.util.function.LongConsumer stored = a -> { };

    int killPercent = 5;
    int dropPercent = 1;
    int flushPercent = 1;
    int bubblePercent = 30;
    int retired;
    /** What rd got, of the instruction that left M last. */
    long lastData;
    int succeeded;
    int failed;
    int faults;
    int deviceAccesses;

    private Access inM;
    private boolean first;
    private int waited;
    private long reservation = -1;

    HartPlayer(Ports cache, Random random, WordMemory reference, TestPages pages, TestMmu mmu, TestDevices devices, long memoryEnd,
            int lineBytes, Iterator<Access> program) {
        this.cache = cache;
        this.random = random;
        this.reference = reference;
        this.pages = pages;
        this.mmu = mmu;
        this.devices = devices;
        this.memoryEnd = memoryEnd;
        this.lineBytes = lineBytes;
        this.program = program;
    }

    /** Everything of a cycle; the other inputs are driven. */
    void cycle() {
        boolean kill = inM != null && first && random.nextInt(100) < killPercent;
        cache.set("pipe_m_kill", kill);
        cache.set("pipe_m_data", inM == null ? random.nextLong() : inM.data());
        // of traps and returns, which leave nothing in M
        boolean drop = (inM == null || kill) && random.nextInt(100) < dropPercent;
        cache.set("drop", drop);
        boolean flush = inM == null && random.nextInt(100) < flushPercent;
        cache.set("flush", flush);
        boolean busy = cache.is("pipe_r_busy");
        if (kill) {
            assertNull(devices.take(), "a device was asked for an instruction that was killed");
            inM = null;
            cache.set("pipe_e_valid", 0);
        } else {
            if (inM != null && !busy) {
                leave(inM);
                inM = null;
            } else if (inM != null) {
                first = false;
                assertTrue(++waited < STUCK, "stuck: " + inM);
            }
            boolean issue = inM == null && !flush && program.hasNext() && random.nextInt(100) >= bubblePercent;
            cache.set("pipe_e_valid", issue);
            if (issue) {
                inM = program.next();
                first = true;
                waited = 0;
                give(cache, inM);
            }
        }
        if (drop) {
            reservation = -1;
        }
    }

    static void give(Ports cache, Access a) {
        cache.set("pipe_e_op", a.op().ordinal());
        cache.set("pipe_e_function", a.funct5());
        cache.set("pipe_e_size", a.size());
        cache.set("pipe_e_unsigned", a.unsigned());
        cache.set("pipe_e_hypervisor", a.hypervisor());
        cache.set("pipe_e_executable", a.executable());
        cache.set("pipe_e_address", a.address());
    }

    private void leave(Access a) {
        retired++;
        boolean isFault = cache.is("pipe_r_failed");
        Optional<Page> page = pages.find(a.address(), a.hypervisor(), a.kind());
        TestDevices.Request asked = devices.take();
        if (page.isEmpty()) {
            assertTrue(isFault, a + " is not allowed");
            assertEquals(mmu.fault, fault(), a.toString());
            faults++;
            return;
        }
        long physical = page.get().number() << 12 | a.address() & 0xfff;
        if (page.get().device()) {
            device(a, physical, isFault, asked);
            return;
        }
        assertNull(asked, a + " is no access to a device");
        if (physical >= memoryEnd) {
            if (a.op() == MemoryOp.STORE_CONDITIONAL && !isFault) {
                // without a reservation nobody looks whether there is memory
                assertEquals(1, cache.get("pipe_r_data"), a.toString());
            } else {
                assertAccessFault(a, isFault);
            }
            reservation = a.op() == MemoryOp.STORE_CONDITIONAL ? -1 : reservation;
            return;
        }
        assertEquals(false, isFault, a + " is allowed");
        assertEquals(physical, cache.get("pipe_r_physical"), a.toString());
        long data = cache.get("pipe_r_data");
        lastData = data;
        if (a.op() == MemoryOp.STORE_CONDITIONAL) {
            assertTrue(data == 0 || data == 1, a.toString());
            assertTrue(data == 1 || reservation == physical, a + " succeeds without a reservation");
            reservation = -1;
            if (data == 0) {
                succeeded++;
                store(a, physical, a.data());
            } else {
                failed++;
            }
            return;
        }
        long old = WordMemory.loaded(reference.word(physical), physical, a.size(), a.unsigned());
        if (a.op() == MemoryOp.STORE) {
            store(a, physical, a.data());
            return;
        }
        assertEquals(Long.toHexString(old), Long.toHexString(data), a + " at " + Long.toHexString(physical));
        switch (a.op()) {
            case LOAD_RESERVED -> reservation = physical;
            case AMO -> store(a, physical, a.combined(old));
            default -> { }
        }
    }

    private void device(Access a, long physical, boolean isFault, TestDevices.Request asked) {
        deviceAccesses++;
        if (a.atomic()) {
            assertNull(asked, a + " asks a device");
            assertAccessFault(a, isFault);
            return;
        }
        assertEquals(a.op() == MemoryOp.STORE, asked.write(), a.toString());
        assertEquals(physical, asked.address(), a.toString());
        assertEquals(a.size(), asked.size(), a.toString());
        if (asked.write()) {
            long expected = WordMemory.merged(asked.data(), physical, a.size(), a.data());
            assertEquals(expected, asked.data(), a + ": data in its lanes");
        }
        if (TestDevices.refuses(physical)) {
            assertAccessFault(a, isFault);
        } else {
            assertEquals(false, isFault, a.toString());
            if (!asked.write()) {
                assertEquals(WordMemory.loaded(TestDevices.word(physical), physical, a.size(), a.unsigned()), cache.get("pipe_r_data"),
                        a.toString());
            }
        }
    }

    private void assertAccessFault(Access a, boolean isFault) {
        faults++;
        assertTrue(isFault, a + " is an access fault");
        assertEquals(new TestMmu.Fault(a.writes() ? 7 : 5, 0, false), fault(), a.toString());
    }

    private TestMmu.Fault fault() {
        return new TestMmu.Fault((int) cache.get("pipe_r_fault_cause"), cache.get("pipe_r_fault_guestAddress"),
                cache.is("pipe_r_fault_implicit"));
    }

    private void store(Access a, long physical, long value) {
        reference.store(physical, a.size(), value);
        stored.accept(physical);
    }

    /** Somebody else writes there. */
    void storedElsewhere(long physical) {
        if (reservation >= 0 && reservation / lineBytes == physical / lineBytes) {
            reservation = -1;
        }
    }

    boolean finished() {
        return inM == null && !program.hasNext();
    }
}
