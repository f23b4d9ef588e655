package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import org.haiov.blocks.mmu.AccessKind;

/** Answers a data cache's questions for translations after some cycles, and reads page tables through it, also when nobody asked. */
final class TestMmu {
    /** What a refused access reports. */
    record Fault(int cause, long guestAddress, boolean implicit) {}

    private final Ports cache;
    private final Random random;
    private final WordMemory reference;
    private final TestPages pages;
    /** Page tables are read below this address; a walk beyond it gets an error. */
    private final long memoryEnd;
    int walkPercent = 3;
    int slowness = 8;
    int walks;

    /** The last fault reported. */
    Fault fault;
    private int wait = -1;
    private long walking = -1;

    TestMmu(Ports cache, Random random, WordMemory reference, TestPages pages, long memoryEnd) {
        this.cache = cache;
        this.random = random;
        this.reference = reference;
        this.pages = pages;
        this.memoryEnd = memoryEnd;
        for (boolean guest : new boolean[] {false, true}) {
            TestPages.Eyes e = pages.eyes(guest);
            String regime = guest ? "guestRegime_" : "regime_";
            String tag = guest ? "guestTag_" : "tag_";
            cache.set(regime + "user", e.user());
            cache.set(regime + "sum", e.sum());
            cache.set(regime + "executableReadable", e.mxr());
            cache.set(regime + "virtual", guest);
            cache.set(tag + "virtual", guest);
            cache.set(tag + "first", 1);
            cache.set(tag + "asid", 5);
        }
    }

    void cycle() {
        cache.set("mmu_rsp_valid", 0);
        if (cache.is("mmu_req_valid")) {
            if (wait < 0) {
                wait = random.nextInt(slowness);
            } else if (wait-- == 0) {
                answer();
            }
        } else {
            wait = -1;
        }
        walk();
    }

    private void answer() {
        long address = cache.get("mmu_req_address");
        boolean guest = cache.is("mmu_req_regime_virtual");
        AccessKind kind = AccessKind.values()[(int) cache.get("mmu_req_kind")];
        cache.set("mmu_rsp_valid", 1);
        Optional<TestPages.Page> found = pages.find(address, guest, kind);
        cache.set("mmu_rsp_failed", found.isEmpty());
        if (found.isPresent()) {
            TestPages.Page p = found.get();
            cache.set("mmu_rsp_entry_page", p.number());
            cache.set("mmu_rsp_entry_read", p.read());
            cache.set("mmu_rsp_entry_write", p.write());
            cache.set("mmu_rsp_entry_execute", p.execute());
            cache.set("mmu_rsp_entry_user", p.user());
            cache.set("mmu_rsp_entry_device", p.device());
        } else {
            fault = new Fault(kind == AccessKind.STORE ? 15 : 13, random.nextLong(1L << 39), random.nextBoolean());
            cache.set("mmu_rsp_fault_cause", fault.cause);
            cache.set("mmu_rsp_fault_guestAddress", fault.guestAddress);
            cache.set("mmu_rsp_fault_implicit", fault.implicit);
        }
    }

    private void walk() {
        if (walking >= 0) {
            if (cache.is("walk_answered")) {
                assertEquals(walking >= memoryEnd, cache.is("walk_error"), "error of the walk at " + Long.toHexString(walking));
                if (walking < memoryEnd) {
                    assertEquals(reference.word(walking), cache.get("walk_data"), "walk at " + Long.toHexString(walking));
                }
                walks++;
                walking = -2;
            }
        } else if (walking == -2) {
            walking = -1;
            cache.set("walk_valid", 0);
        }
        if (walking == -1 && random.nextInt(100) < walkPercent) {
            walking = random.nextInt(50) == 0 ? memoryEnd + 8 * random.nextInt(100) : random.nextLong(memoryEnd) & -8;
            cache.set("walk_valid", 1);
            cache.set("walk_address", walking);
        }
    }
}
