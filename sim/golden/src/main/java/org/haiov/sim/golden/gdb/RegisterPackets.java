package org.haiov.sim.golden.gdb;

import org.haiov.sim.golden.hart.Hart;

/** Packets g, G (the general registers), p, P (any one). */
final class RegisterPackets {
    private static final int DIGITS = 16;

    private RegisterPackets() {}

    static String reply(String packet, Hart hart) throws GdbError {
        RegisterFile registers = new RegisterFile(hart);
        String rest = packet.substring(1);
        switch (packet.charAt(0)) {
            case 'g' -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < RegisterFile.GENERAL; i++) {
                    all.append(Hex.register(registers.read(i)));
                }
                return all.toString();
            }
            case 'G' -> {
                if (rest.length() != DIGITS * RegisterFile.GENERAL) {
                    throw new GdbError(GdbError.Kind.MALFORMED, "G has " + rest.length() / DIGITS + " registers, not " + RegisterFile.GENERAL);
                }
                for (int i = 0; i < RegisterFile.GENERAL; i++) {
                    registers.write(i, Hex.register(rest.substring(DIGITS * i, DIGITS * (i + 1))));
                }
            }
            case 'p' -> {
                return Hex.register(registers.read(Hex.count(rest)));
            }
            default -> {
                int equals = rest.indexOf('=');
                if (equals < 0) {
                    throw new GdbError(GdbError.Kind.MALFORMED, "P without =");
                }
                registers.write(Hex.count(rest.substring(0, equals)), Hex.register(rest.substring(equals + 1)));
            }
        }
        return "OK";
    }
}
