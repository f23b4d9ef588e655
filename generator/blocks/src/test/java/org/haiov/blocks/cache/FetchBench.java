package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.blocks.config.HartConfig;

/**
 * Fetch unit, MMU, hub and memory around an instruction cache. Memory and mappings change under it; an answer is right if it is what memory
 * and mappings said at some time since the last {@code invalidate} and {@code flush}.
 */
final class FetchBench {
    /** With whose eyes is fetched. Supervisor and user share address space and tag. */
    enum Eyes { MACHINE, SUPERVISOR, USER, GUEST }

    /** Where a page leads: a physical page, or a fault. */
    record Mapping(long page, boolean user, int cause) {}

    private static final int[] CAUSES = {1, 12, 20};
    private static final int LINES_A_PAGE = 6;

    private final Ports ports;
    private final Random random;
    private final HartConfig.CacheShape shape;
    private final long[] virtualPages = {0x80000, 0x80001, 0x80010, 0xFFFF_FFFF_FFFFFL, 0x123};
    private final long[] physicalPages = {0x80000, 0x80001, 0x80002, 0x80100, 0x80111};
    private final Map<Long, Long> memory = new HashMap<>();
    private final Map<String, Mapping> mappings = new HashMap<>();
    /** What each word, and each page, was since the last invalidate, and flush. */
    private final Map<Long, List<Long>> words = new HashMap<>();
    private final Map<String, List<Mapping>> leads = new HashMap<>();
    /** Lines without memory, by address of the first byte; with how many good words, -1: none come. */
    private final Map<Long, Integer> bad = new HashMap<>();

    private Eyes eyes = Eyes.MACHINE;
    private Eyes nextEyes = Eyes.MACHINE;
    private boolean pending;
    private long address;
    private boolean giving;
    private long given;
    private boolean invalidating;
    private boolean flushing;

    private long asked = -1;
    private boolean responding;
    private long filling = -1;
    private int filled;
    private boolean readying;
    private boolean delivering;
    private boolean ending;

    long answers;
    long faults;
    long refusals;
    long fills;
    private long waited;

    FetchBench(Ports ports, Random random, HartConfig.CacheShape shape) {
        this.ports = ports;
        this.random = random;
        this.shape = shape;
        for (long page : physicalPages) {
            for (int offset = 0; offset < 4096; offset += 8) {
                memory.put(page << 12 | offset, random.nextLong());
            }
        }
        bad.put(line(physicalPages[0] << 12 | offset(3)), -1);
        bad.put(line(physicalPages[3] << 12 | offset(1)), shape.words() - 1);
        bad.put(line(physicalPages[4] << 12 | offset(2)), 0);
        for (Eyes e : Eyes.values()) {
            for (long page : virtualPages) {
                remap(e, page);
            }
        }
    }

    /** One of a few lines of a page; two of them in one set. */
    private int offset(int index) {
        return index == 5 ? 4096 - shape.lineBytes() : index * shape.lineBytes() & 4095;
    }

    private long line(long physical) {
        return physical & -shape.lineBytes();
    }

    private static String key(Eyes e, long page) {
        return (e == Eyes.USER ? Eyes.SUPERVISOR : e) + "/" + page;
    }

    private void remap(Eyes e, long page) {
        Mapping m = random.nextInt(6) == 0 ? new Mapping(0, false, CAUSES[random.nextInt(3)])
                : new Mapping(physicalPages[random.nextInt(physicalPages.length)], random.nextBoolean(), 0);
        mappings.put(key(e, page), m);
        leads.computeIfAbsent(key(e, page), k -> new ArrayList<>()).add(m);
    }

    private long randomAddress() {
        long page = virtualPages[random.nextInt(virtualPages.length)];
        int offset = offset(random.nextInt(LINES_A_PAGE)) + 8 * random.nextInt(shape.words());
        return page << 12 | offset | random.nextInt(8);
    }

    void cycle() {
        change();
        driveFetch();
        driveMmu();
        driveHub();
        observe();
        ports.sim.step();
    }

    private void change() {
        eyes = nextEyes;
        if (random.nextInt(20) == 0) {
            store(physicalPages[random.nextInt(physicalPages.length)] << 12 | offset(random.nextInt(LINES_A_PAGE)));
        } else if (filling >= 0 && memory.containsKey(filling) && random.nextInt(4) == 0) {
            store(filling);
        }
        if (random.nextInt(60) == 0) {
            remap(Eyes.values()[random.nextInt(4)], virtualPages[random.nextInt(virtualPages.length)]);
        }
    }

    private void store(long line) {
        long at = line + 8 * random.nextInt(shape.words());
        history(at);
        memory.put(at, random.nextLong());
        words.get(at).add(memory.get(at));
    }

    private List<Long> history(long at) {
        return words.computeIfAbsent(at, a -> new ArrayList<>(List.of(memory.get(a))));
    }

    private void driveFetch() {
        invalidating = random.nextInt(filling >= 0 ? 40 : 300) == 0;
        flushing = random.nextInt(200) == 0;
        giving = !invalidating && (pending ? random.nextInt(40) == 0 : random.nextInt(5) > 0);
        given = random.nextInt(3) == 0 ? randomAddress() : address + 8;
        if ((given & 4095) + 8 > 4096 || !known(given)) {
            given = randomAddress();
        }
        if (giving && random.nextInt(30) == 0) {
            nextEyes = Eyes.values()[random.nextInt(4)];
        }
        show(giving);
        ports.set("fetch_invalidate", invalidating);
        ports.set("flush", flushing);
        boolean guest = eyes == Eyes.GUEST;
        ports.set("regime_machine", eyes == Eyes.MACHINE);
        ports.set("regime_virtual", guest);
        ports.set("regime_user", eyes == Eyes.USER);
        ports.set("tag_machine", eyes == Eyes.MACHINE);
        ports.set("tag_virtual", guest);
        ports.set("tag_guest", guest);
        ports.set("tag_first", eyes != Eyes.MACHINE);
        ports.set("tag_asid", guest ? 3 : eyes == Eyes.MACHINE ? 0 : 5);
        ports.set("tag_vmid", guest ? 2 : 0);
    }

    private boolean known(long at) {
        for (int i = 0; i < LINES_A_PAGE; i++) {
            if (line(at & 4095) == offset(i)) {
                for (long page : virtualPages) {
                    if (page == at >>> 12) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void show(boolean valid) {
        ports.set("fetch_valid", valid);
        ports.set("fetch_address", valid ? given : random.nextLong());
    }

    private Mapping allowed(Mapping m) {
        boolean userFault = m.cause == 0 && (eyes == Eyes.SUPERVISOR && m.user || eyes == Eyes.USER && !m.user);
        return userFault ? new Mapping(0, false, 12) : m;
    }

    private void driveMmu() {
        responding = false;
        if (ports.is("translation_req_valid")) {
            long now = ports.get("translation_req_address");
            assertEquals(address & -8, now, "the MMU is asked for another address");
            assertTrue(asked == -1 || asked == now, "a question changes");
            assertEquals(0, ports.get("translation_req_kind"));
            assertEquals(eyes == Eyes.USER ? 1 : 0, ports.get("translation_req_regime_user"));
            asked = now;
            responding = random.nextInt(4) == 0;
        } else {
            asked = -1;
        }
        ports.set("translation_rsp_valid", responding);
        if (responding) {
            Mapping m = allowed(mappings.get(key(eyes, asked >>> 12)));
            ports.set("translation_rsp_failed", m.cause != 0);
            ports.set("translation_rsp_entry_page", m.page);
            ports.set("translation_rsp_entry_execute", 1);
            ports.set("translation_rsp_entry_user", m.user);
            ports.set("translation_rsp_fault_cause", m.cause);
            ports.set("translation_rsp_fault_guestAddress", m.cause == 20 ? (asked & 0xFFFF) : 0);
            ports.set("translation_rsp_fault_implicit", m.cause == 20 && (asked & 8) != 0);
            asked = -1;
        }
    }

    private void driveHub() {
        readying = filling < 0 && random.nextInt(3) == 0;
        ports.set("lines_req_ready", readying && ports.is("lines_req_valid"));
        delivering = false;
        ending = false;
        boolean error = false;
        if (filling >= 0 && random.nextInt(3) > 0) {
            Integer good = bad.get(filling);
            delivering = good == null || good >= 0;
            ending = !delivering || filled == shape.words() - 1;
            error = good != null && filled >= good;
        }
        ports.set("lines_in_valid", delivering);
        ports.set("lines_in_data", delivering && !error ? memory.get(filling + 8L * filled) : random.nextLong());
        ports.set("lines_in_done", ending);
        ports.set("lines_in_error", error);
    }

    private void observe() {
        if (ports.is("fetch_answered")) {
            assertTrue(pending, "an answer that nobody waits for");
            check();
            pending = false;
        }
        assertTrue(++waited < 3000, "no answer for address " + Long.toHexString(address));
        if (!pending) {
            waited = 0;
        }
        if (readying && ports.is("lines_req_valid")) {
            filling = ports.get("lines_req_address") << shape.lineBits();
            filled = 0;
            fills++;
        }
        if (delivering) {
            filled++;
        }
        if (ending) {
            filling = -1;
        }
        if (giving) {
            pending = true;
            address = given;
            waited = 0;
        }
        if (invalidating) {
            pending = false;
            words.clear();
        }
        if (flushing) {
            leads.clear();
            mappings.forEach((k, m) -> leads.put(k, new ArrayList<>(List.of(m))));
        }
    }

    private void check() {
        boolean failed = ports.is("fetch_failed");
        long cause = ports.get("fetch_fault_cause");
        long data = ports.get("fetch_data");
        answers++;
        for (Mapping lead : leads.get(key(eyes, address >>> 12))) {
            Mapping m = allowed(lead);
            if (m.cause != 0) {
                if (failed && cause == m.cause && ports.get("fetch_fault_guestAddress") == (m.cause == 20 ? address & 0xFFF8 : 0)
                        && ports.is("fetch_fault_implicit") == (m.cause == 20 && (address & 8) != 0)) {
                    faults++;
                    return;
                }
                continue;
            }
            long physical = m.page << 12 | address & 4088;
            Integer good = bad.get(line(physical));
            if (good != null && failed && cause == 1 && ports.get("fetch_fault_guestAddress") == 0) {
                refusals++;
                return;
            }
            boolean there = good == null || (physical - line(physical)) / 8 < good;
            if (there && !failed && history(physical).contains(data)) {
                return;
            }
        }
        throw new AssertionError("address " + Long.toHexString(address) + " " + eyes + ": failed " + failed + ", cause " + cause + ", data "
                + Long.toHexString(data) + "; it led to " + leads.get(key(eyes, address >>> 12)));
    }
}
