package org.haiov.sim.golden.device;

import java.util.function.IntConsumer;

/**
 * Host-target interface: two doublewords in RAM, {@code tohost} and {@code fromhost}. A command is device[63:56], command[55:48],
 * payload[47:0]. Device 0 ends the program (payload = code &lt;&lt; 1 | 1), device 1 is a console (command 0 reads a
 * byte: 0x100 + byte, or 0 while there is none; 1 writes one). The
 * system-call proxy of device 0 is not there; a program that uses it is told to end with an error.
 */
public final class Htif implements Ram.Watcher {
    private static final int SYSTEM = 0;
    private static final int CONSOLE = 1;
    private static final int READ = 0;
    private static final int WRITE = 1;

    /** Told of a command that cannot be carried out. */
    public interface Errors {
        void unsupported(String message);
    }

    private final Ram ram;
    private final int toHost;
    private final int fromHost;
    private final Console console;
    private final IntConsumer exit;
    private final Errors errors;
    private boolean busy;

    /**
     * @param toHost physical address, 8-byte aligned, in RAM
     * @param fromHost likewise; 0 where the program has none
     */
    public Htif(Ram ram, long toHost, long fromHost, Console console, IntConsumer exit, Errors errors) {
        this.ram = ram;
        this.toHost = index(ram, "tohost", toHost);
        this.fromHost = fromHost == 0 ? -1 : index(ram, "fromhost", fromHost);
        this.console = console;
        this.exit = exit;
        this.errors = errors;
        ram.watcher(this);
        ram.watch(this.toHost);
    }

    private static int index(Ram ram, String name, long address) {
        if (!ram.contains(address) || (address & 7) != 0) {
            throw new IllegalArgumentException(name + " at 0x" + Long.toHexString(address) + " is not an aligned doubleword in RAM");
        }
        return (int) (address - ram.base);
    }

    @Override
    public void written(int index, int length) {
        if (busy || index + length <= toHost || index >= toHost + 8) {
            return;
        }
        long command = ram.load(toHost, 8);
        if (command == 0) {
            return;
        }
        busy = true; // our own answers are no commands
        try {
            execute(command);
        } finally {
            busy = false;
        }
    }

    private void execute(long command) {
        int device = (int) (command >>> 56);
        int function = (int) (command >>> 48) & 0xFF;
        long payload = command << 16 >>> 16;
        if (device == SYSTEM && function == 0 && (payload & 1) != 0) {
            exit.accept((int) (payload >>> 1));
        } else if (device == CONSOLE && function == WRITE) {
            console.write((int) payload & 0xFF);
            answer(command, 0);
        } else if (device == CONSOLE && function == READ) {
            int octet = console.read();
            answer(command, octet < 0 ? 0 : 0x100 | octet);
        } else {
            errors.unsupported("tohost = 0x" + Long.toHexString(command) + ": no such HTIF command here (end the program with code << 1 | 1, "
                    + "or write a byte with device 1, command 1)");
        }
    }

    private void answer(long command, long payload) {
        ram.store(toHost, 8, 0);
        if (fromHost >= 0) {
            ram.store(fromHost, 8, command >>> 48 << 48 | payload);
        }
    }
}
