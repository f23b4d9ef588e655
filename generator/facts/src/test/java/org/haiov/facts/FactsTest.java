package org.haiov.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
    private final RegisterMap vi = Facts.viController();

    @Test
    void controllerStandsAtTheSpecifiedAddresses() {
        assertEquals(0x4000000, vi.base());
        assertEquals(0x100000, vi.size());
        assertEquals(0x10000 + 8 * 1023, vi.register("map").offset(1023));
        assertEquals(0x20000 + 64 * 255 + 16, vi.register("vid.count").offset(255));
        assertEquals(0x40000 + 64 * 3 + 40, vi.register("ctx.limit").offset(3));
        assertEquals(0x60000 + 64 * 63 + 16, vi.register("slot.drain").offset(63));
        assertEquals(0x72000 + 8 * 3, vi.register("clear").offset(3));
        assertEquals(0x80000 + 64 * 7, vi.register("hart").offset(7));
    }

    @Test
    void fieldsExtractAndInsert() {
        Field level = vi.register("vid.config").field("level");
        assertEquals(2, level.get(0x2000_0000_0000_0000L));
        assertEquals(1L << 60, level.of(level.value("user")));
        assertEquals(0x8000_0000_0000_0000L, vi.register("map").field("V").of(1));
        assertEquals(-1L & ~(3L << 60), level.set(-1, 0));
        assertEquals(-1L, vi.register("ctx.utvec").bits());
        FactsException tooWide = assertThrows(FactsException.class, () -> level.of(4));
        assertEquals("field level: 0x4 does not fit into 2 bits", tooWide.getMessage());
    }

    @Test
    void onlyTheMaskOfConfigIsAlwaysWritable() {
        for (Field field : vi.register("vid.config").fields()) {
            assertEquals(field.name().equals("mask") ? Writable.ALWAYS : Writable.QUIET, field.writable(), field.name());
        }
        assertEquals(Writable.QUIET, vi.register("ctx.suatp").writable());
    }

    @Test
    void sizesNameTheirRange() {
        assertEquals(5, vi.size("harts").check(5));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> vi.size("vids").check(100));
        assertEquals("vids = 100: must be 16 to 256 and a power of two", e.getMessage());
    }

    @Test
    void csrAddressesAreDistinctAndInsideTheirRange() {
        Set<Integer> seen = new HashSet<>();
        for (Csr csr : Facts.csrs()) {
            assertTrue(seen.add(csr.address()), csr.name());
        }
        assertEquals(0x6D4, Facts.csr("shcs").address());
        assertEquals(9, Facts.bank().stream().map(Facts::csr).count());
        assertEquals(8, Facts.bank().indexOf("uvictx"));
        assertEquals(53, Facts.csr("hvictx").field("slot").msb());
        assertEquals(26, Facts.exception("VI request fault"));
        assertEquals(25, Facts.interrupt("supervisor VI"));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertTrue(assertThrows(FactsException.class, () -> vi.register("slot.drian")).getMessage().contains("slot.drain"));
        assertTrue(assertThrows(FactsException.class, () -> vi.register("map").field("vid")).getMessage().contains("VID"));
    }

    @Test
    void overlappingFieldsAreRefused() {
        refuse("field b overlaps", "[{'name':'r','offset':'0x0','access':'rw','text':'','fields':"
                + "[{'name':'a','bits':'7:4','text':''},{'name':'b','bits':'4','text':''}]}]");
    }

    @Test
    void overlappingRegistersAreRefused() {
        refuse("r[0] and s[0] are both at 0x8", "[{'name':'r','offset':'0x8','access':'rw','text':'','fields':[]},"
                + "{'name':'s','offset':'0x8','access':'rw','text':'','fields':[]}]");
    }

    @Test
    void registersOutsideTheWindowAreRefused() {
        refuse("outside the window", "[{'name':'r','offset':'0x100','access':'rw','text':'','fields':[]}]");
    }

    @Test
    void misspeltKeysAndValuesAreRefused() {
        refuse("has a key acess", "[{'name':'r','offset':'0x0','acess':'rw','text':'','fields':[]}]");
        refuse("access is rx", "[{'name':'r','offset':'0x0','access':'rx','text':'','fields':[]}]");
        refuse("registers.r.offset is no number", "[{'name':'r','offset':'zero','access':'rw','text':'','fields':[]}]");
    }

    private static void refuse(String message, String registers) {
        String json = "{'name':'t','title':'','source':'','base':0,'size':256,'accessBytes':8,'constants':{},'sizes':{},'rules':{},'registers':"
                + registers + "}";
        FactsException e = assertThrows(FactsException.class,
                () -> FactsJson.read("t.json", new StringReader(json.replace('\'', '"'))).registerMap());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
