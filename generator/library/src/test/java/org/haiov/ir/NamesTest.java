package org.haiov.ir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"count", "_x", "a1", "Wire", "lane3_fifo"})
    void legal(String name) {
        assertTrue(Names.legal(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a.b", "a$b", "größe", "wire", "logic", "endmodule"})
    void illegal(String name) {
        assertFalse(Names.legal(name));
    }
}
