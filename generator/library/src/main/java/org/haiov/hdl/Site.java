package org.haiov.hdl;

import org.haiov.ir.Loc;

/**
 * Where user code called the library, and what it put the result into.
 *
 * @param loc the user's line
 * @param name the local variable or field that the call's result is stored in at once, or null
 * @param inField whether that is a field
 */
record Site(Loc loc, String name, boolean inField) {
    static final Site UNKNOWN = new Site(Loc.UNKNOWN, null, false);

    Site named(String newName) {
        return new Site(loc, newName, inField);
    }
}
