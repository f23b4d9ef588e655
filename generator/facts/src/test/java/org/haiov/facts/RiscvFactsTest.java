package org.haiov.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiscvFactsTest {
    @Test
    void noWordIsTwoInstructions() {
        List<Instruction> all = RiscvFacts.instructions();
        for (Instruction a : all) {
            for (Instruction b : all) {
                int common = a.mask() & b.mask();
                assertTrue(a == b || (a.match() & common) != (b.match() & common), a.name() + " and " + b.name() + " share words");
            }
        }
    }

    @Test
    void csrAddressesAreDistinctAcrossBothFiles() {
        Map<Integer, String> seen = new HashMap<>();
        for (List<Csr> file : List.of(RiscvFacts.csrs(), Facts.csrs())) {
            for (Csr csr : file) {
                String other = seen.put(csr.address(), csr.name());
                assertEquals(null, other, csr.name() + " and " + other);
                csr.fields().forEach(field -> csr.field(field.name()));
            }
        }
    }

    /** Privileged 20211203, 2.1: bits 9:8 are the lowest privilege that may access the CSR (10: HS and VS). */
    @Test
    void addressesTellThePrivilege() {
        Map<String, Integer> bits = Map.of("U", 0, "S", 1, "HS", 2, "M", 3);
        for (Csr csr : RiscvFacts.csrs()) {
            assertEquals(bits.get(csr.availableTo()), csr.address() >> 8 & 3, csr.name());
        }
    }

    @Test
    void regionsDoNotOverlap() {
        long end = 0;
        for (Region region : RiscvFacts.regions()) {
            assertTrue(region.base() >= end, region.name());
            end = region.base() + region.size();
        }
        assertEquals(Facts.viController().base(), RiscvFacts.region("vi").base());
        assertEquals(10, RiscvFacts.deviceInterrupt("uart"));
    }
}
