package org.haiov.blocks.cache;

import java.util.Optional;
import java.util.Random;
import org.haiov.blocks.mmu.AccessKind;

/**
 * Translations for tests: virtual page n of the ordinary accesses, and of those of the hypervisor's instructions, leads somewhere with some rights.
 * Page numbers are all that counts of an address; those beyond the table fault.
 */
final class TestPages {
    /** Entry, in the order of the bundle's members. */
    record Page(long number, boolean read, boolean write, boolean execute, boolean user, boolean device) {}

    /** The regime, as far as tests vary it. */
    record Eyes(boolean user, boolean sum, boolean mxr) {}

    private final Page[][] tables;
    private final Eyes[] eyes;

    /** Tables and regimes: of ordinary accesses, of hypervisor's. */
    TestPages(Page[] ordinary, Page[] guest, Eyes ordinaryEyes, Eyes guestEyes) {
        tables = new Page[][] {ordinary, guest};
        eyes = new Eyes[] {ordinaryEyes, guestEyes};
    }

    static TestPages random(Random random, int pages, long memoryPages, long devicePage) {
        Page[][] made = new Page[2][pages];
        for (Page[] table : made) {
            for (int i = 0; i < pages; i++) {
                boolean device = i % 8 == 7;
                boolean restricted = i % 4 == 3;
                table[i] = new Page(device ? devicePage : random.nextLong(memoryPages), !restricted || random.nextBoolean(),
                        !restricted || random.nextBoolean(), random.nextBoolean(), restricted && random.nextBoolean(), device);
            }
        }
        return new TestPages(made[0], made[1], new Eyes(false, random.nextBoolean(), random.nextBoolean()),
                new Eyes(false, random.nextBoolean(), random.nextBoolean()));
    }

    int pages() {
        return tables[0].length;
    }

    Eyes eyes(boolean guest) {
        return eyes[guest ? 1 : 0];
    }

    Optional<Page> find(long address, boolean guest, AccessKind kind) {
        long page = address >>> 12;
        if (page >= pages()) {
            return Optional.empty();
        }
        Page p = tables[guest ? 1 : 0][(int) page];
        Eyes e = eyes(guest);
        boolean right = switch (kind) {
            case LOAD -> p.read || p.execute && e.mxr;
            case STORE -> p.write;
            case LOAD_EXECUTABLE, FETCH -> p.execute;
        };
        return right && (e.user ? p.user : !p.user || e.sum) ? Optional.of(p) : Optional.empty();
    }
}
