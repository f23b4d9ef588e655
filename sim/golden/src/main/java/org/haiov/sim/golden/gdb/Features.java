package org.haiov.sim.golden.gdb;

import java.util.List;

/**
 * What the debugger takes, as its {@code qSupported} says.
 *
 * @param softwareBreak the stop reason swbreak
 * @param hardwareBreak the stop reason hwbreak
 * @param errorMessages errors with a text
 */
record Features(boolean softwareBreak, boolean hardwareBreak, boolean errorMessages) {
    static final Features NONE = new Features(false, false, false);

    /** What this side takes and gives. */
    static final String OURS = "PacketSize=" + Integer.toHexString(PacketReader.MOST)
            + ";qXfer:features:read+;qXfer:threads:read+;vContSupported+;QStartNoAckMode+;swbreak+;hwbreak+;error-message+";

    /** @param list features between semicolons */
    static Features of(String list) {
        List<String> all = List.of(list.split(";"));
        return new Features(all.contains("swbreak+"), all.contains("hwbreak+"), all.contains("error-message+"));
    }
}
