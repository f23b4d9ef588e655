package org.haiov.sim.golden.gdb;

import org.haiov.sim.golden.hart.Hart;

/**
 * Why a run stopped, as a stop reply (GDB manual, appendix E.3) tells it.
 *
 * @param hart number of the hart that it happened to
 * @param signal GDB's number
 * @param kind of the breakpoint or watchpoint; null where it was none
 * @param address that the watchpoint met
 */
record Stop(int hart, int signal, Breakpoints.Kind kind, long address) {
    static final int SIGINT = 2;
    static final int SIGTRAP = 5;
    static final int SIGABRT = 6;

    static Stop of(int hart, int signal) {
        return new Stop(hart, signal, null, 0);
    }

    /** @param features what the other side takes */
    String reply(Hart at, Features features) throws GdbError {
        StringBuilder reply = new StringBuilder(String.format("T%02x", signal)).append("thread:").append(HartThreads.id(hart)).append(';');
        if (kind != null) {
            switch (kind) {
                case SOFTWARE -> reply.append(features.softwareBreak() ? "swbreak:;" : "");
                case HARDWARE -> reply.append(features.hardwareBreak() ? "hwbreak:;" : "");
                case WRITE -> reply.append("watch:").append(Long.toHexString(address)).append(';');
                case READ -> reply.append("rwatch:").append(Long.toHexString(address)).append(';');
                case ACCESS -> reply.append("awatch:").append(Long.toHexString(address)).append(';');
            }
        }
        RegisterFile registers = new RegisterFile(at);
        for (int number : new int[] {2, 8, RegisterFile.PC}) { // sp, fp, pc: GDB looks at them first
            reply.append(String.format("%02x:", number)).append(Hex.register(registers.read(number))).append(';');
        }
        return reply.toString();
    }
}
