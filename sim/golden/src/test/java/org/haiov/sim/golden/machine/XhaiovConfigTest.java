package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.haiov.facts.Facts;
import org.haiov.sim.golden.csr.CsrFile;
import org.haiov.sim.golden.vi.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration makes of Xhaiov and its controller. */
class XhaiovConfigTest {
    @Test
    void isThereUnlessLeftOut() {
        assertEquals(new Configuration(1, 256, 64, 16), MachineConfig.defaults().vi());
        assertEquals(1000, MachineConfig.defaults().hart().doorbellCycles());
        MachineConfig without = MachineConfig.parse("t", "{\"extensions\": [\"h\", \"sstc\"]}");
        assertNull(without.vi());
        Machine machine = new Machine(without, new CapturedConsole());
        assertNull(machine.vi());
        assertFalse(machine.harts().getFirst().csrs().has(0x7D0));
    }

    /** A debugger sees what EN=0 hides, and posts no requests. */
    @Test
    void debugger() {
        CsrFile csrs = new Machine(MachineConfig.defaults(), new CapturedConsole()).harts().getFirst().csrs();
        assertTrue(csrs.has(Facts.csr("hvictx").address()));
        csrs.poke(Facts.csr("hvictx").address(), 5);
        assertEquals(5, csrs.peek(Facts.csr("hvictx").address()));
        String message = assertThrows(IllegalArgumentException.class, () -> csrs.poke(Facts.csr("vireq").address(), 1)).getMessage();
        assertTrue(message.contains("a write posts a request"), message);
    }

    @Test
    void sizes() {
        MachineConfig config = MachineConfig.parse("t", "{\"harts\": 3, \"viEntries\": 1024, \"viVids\": 128, \"viSlots\": 64, \"doorbellCycles\": 7}");
        assertEquals(new Configuration(3, 1024, 128, 64), config.vi());
        assertEquals(7, config.hart().doorbellCycles());
        assertEquals(3L << 48 | 64L << 40 | 128L << 24 | 1024 << 8 | 3, new Machine(config, new CapturedConsole()).vi().read(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'viVids': 100} | vids = 100: must be 16 to 256 and a power of two",
        "{'viEntries': 8} | entries = 8: must be 16 to 1024 and a power of two",
        "{'viSlots': 65} | slots = 65: must be 1 to 64 and a power of two",
        "{'doorbellCycles': -1} | doorbellCycles = -1: must be 0 to 1000000",
        "{'extensions': ['sstc', 'xhaiov']} | extension xhaiov needs extension h"})
    void whatCannotBeIsNamed(String json, String message) {
        MachineException e = assertThrows(MachineException.class, () -> MachineConfig.parse("t", json.replace('\'', '"')));
        assertEquals("t: " + message, e.getMessage());
    }

    /** The binding of docs/xhaiov.md, section 7. */
    @Test
    void deviceTree() {
        String with = tree("{}");
        assertTrue(with.contains("vi-controller@4000000") && with.contains("haiov,vi-controller") && with.contains("haiov,doorbell-cycles"));
        assertTrue(with.contains("rv64imach_sstc_xhaiov"));
        String without = tree("{\"extensions\": [\"h\"]}");
        assertFalse(without.contains("vi-controller") || without.contains("xhaiov"));
    }

    private static String tree(String configuration) {
        byte[] tree = DeviceTree.of(MachineConfig.parse("t", configuration), Chosen.arguments(""), slot -> false);
        return new String(tree, StandardCharsets.ISO_8859_1);
    }
}
