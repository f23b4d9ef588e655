package org.haiov.sim.golden.gdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.CapturedConsole;

/** A program with a server, which waits for a debugger, in a thread of its own. */
final class Debuggee implements AutoCloseable {
    static final long RAM = 0x80000000L;

    final GdbServer server;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Debuggee(Path elf, String configuration) {
        this(elf, configuration, true);
    }

    Debuggee(Path elf, String configuration, boolean wait) {
        server = new GdbServer(0, () -> machine(elf, configuration));
        Thread.ofPlatform().daemon().name("debuggee").start(() -> {
            try {
                outcome.complete(server.run(wait, Long.MAX_VALUE));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
    }

    static Machine machine(Path elf, String configuration) {
        Machine machine = new Machine(MachineConfig.parse("test", configuration), new CapturedConsole());
        machine.load(ElfFile.read(elf));
        return machine;
    }

    /** How the program ended. */
    Outcome outcome() throws ExecutionException, InterruptedException, TimeoutException {
        return outcome.get(30, TimeUnit.SECONDS);
    }

    /** Cycles that the harts have lived through, seen from another thread: maybe a little late. */
    synchronized long cycles() {
        return server.machine().harts().stream().mapToLong(hart -> hart.state().cycles).sum();
    }

    boolean runs() {
        return !outcome.isDone();
    }

    /** An ELF file whose one segment, at the begin of RAM, holds {@code words}. */
    static Path elf(Path directory, int... words) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(120 + 4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C457F).putInt(0x00010102).putLong(0);
        file.putShort((short) 2).putShort((short) 243).putInt(1).putLong(RAM).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(7).putLong(120).putLong(RAM).putLong(RAM).putLong(4L * words.length).putLong(4L * words.length).putLong(4096);
        for (int word : words) {
            file.putInt(word);
        }
        return Files.write(directory.resolve("program.elf"), file.array());
    }

    @Override
    public void close() {
        server.close();
    }
}
