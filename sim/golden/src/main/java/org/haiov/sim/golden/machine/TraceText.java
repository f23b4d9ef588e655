package org.haiov.sim.golden.machine;

import java.util.HexFormat;
import java.util.Locale;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hcs.ContextSwitch;
import org.haiov.sim.golden.isa.Names;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.Privilege;

/**
 * A line of text for each step:
 * {@code HART MODE PC INSTRUCTION DISASSEMBLY ; EFFECTS}, where effects are {@code REGISTER=VALUE}, {@code [ADDRESS]=VALUE} (a store),
 * {@code [ADDRESS]:VALUE} (a load), {@code CSR=VALUE} and {@code trap CAUSE value VALUE to MODE}. An address is physical, after the virtual one and
 * {@code >} where they differ. {@code handler CHANGE} tells of entry and end of the handler of a user VI. Numbers are hexadecimal.
 */
public final class TraceText {
    private static final HexFormat HEX = HexFormat.of();

    private TraceText() {}

    /** The line, without its end; null where nothing happened (the hart waits). */
    public static String line(Retirement r) {
        if (r.kind() == Retirement.Kind.WAITING) {
            return null;
        }
        StringBuilder line = new StringBuilder(128);
        line.append(r.hart()).append(' ').append(String.format("%-2s", Privilege.name(r.privilege(), r.virtual()))).append(' ')
                .append(HEX.toHexDigits(r.pc())).append(' ');
        if (r.instruction() == null) {
            line.append("-        ").append(switch (r.kind()) {
                case INTERRUPT -> "(interrupt)";
                case SWITCH -> "(switch)";
                default -> "(fetch)";
            });
        } else {
            String bits = r.instruction().length == 2 ? HEX.toHexDigits((short) r.instruction().raw) + "    " : HEX.toHexDigits(r.instruction().raw);
            line.append(bits).append(' ').append(r.instruction().text(r.pc()));
        }
        String separator = " ; ";
        if (r.rd() != 0) {
            line.append(separator).append(Names.register(r.rd())).append('=').append(HEX.toHexDigits(r.value()));
            separator = " ";
        }
        for (Retirement.Access access : r.accesses()) {
            line.append(separator).append('[').append(access.address() == access.physical() ? "" : Long.toHexString(access.address()) + ">")
                    .append(Long.toHexString(access.physical())).append(access.store() ? "]=" : "]:")
                    .append(HEX.toHexDigits(access.value(), 2 * access.size()));
            separator = " ";
        }
        for (Retirement.CsrWrite write : r.csrs()) {
            line.append(separator).append(Names.csr(write.address())).append('=').append(Long.toHexString(write.value()));
            separator = " ";
        }
        if (r.trap() != null) {
            line.append(separator).append("trap ").append(Cause.name(r.trap().cause())).append(" value ").append(Long.toHexString(r.trap().value()))
                    .append(" to ").append(Privilege.name(r.trap().privilege(), r.trap().virtual()));
        }
        if (r.change() != ContextSwitch.Change.NONE) {
            line.append(r.trap() == null ? separator : " ").append("handler ").append(r.change().name().toLowerCase(Locale.ROOT));
        }
        return line.toString();
    }
}
