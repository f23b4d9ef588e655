package org.haiov.cli;

import java.nio.file.Path;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.sim.golden.machine.Machine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments by which a command is told what to run: a program, or Linux with its firmware. */
final class ProgramArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "PROGRAM.elf", description = "ELF64 executable for RISC-V.")
    private Path program;

    @ArgGroup(exclusive = false, heading = "In place of PROGRAM.elf, Linux with firmware below it:%n")
    private Linux linux;

    /** A kernel and what belongs to it. */
    private static final class Linux {
        @Option(names = "--kernel", required = true, paramLabel = "IMAGE", description = "Linux's raw Image (arch/riscv/boot/Image).")
        private Path kernel;

        @Option(names = "--initrd", paramLabel = "FILE", description = "Its initramfs.")
        private Path initrd;

        @Option(names = "--firmware", paramLabel = "FILE", description = "Raw image for the begin of RAM, entered with fw_dynamic_info"
                + " (default: Debian's OpenSBI).")
        private Path firmware;
    }

    @Option(names = "--append", paramLabel = "ARGUMENTS", description = "chosen/bootargs of the device tree: the kernel's command line.")
    private String append;

    private ElfFile elf;

    /** One of the two must be given. */
    void check() {
        if ((program == null) == (linux == null)) {
            throw new ParameterException(command.commandLine(), "Give either PROGRAM.elf or --kernel IMAGE");
        }
    }

    /** Null where nothing is said. */
    String append() {
        return append;
    }

    void load(Machine machine) {
        if (linux == null) {
            machine.load(elf());
        } else {
            machine.load(LinuxBoot.read(linux.kernel, linux.initrd, linux.firmware));
        }
    }

    /** Address of {@code tohost}; 0 where there is none. */
    long tohost() {
        Long address = linux == null ? elf().symbol("tohost") : null;
        return address == null ? 0 : address;
    }

    private ElfFile elf() {
        if (elf == null) {
            elf = ElfFile.read(program);
        }
        return elf;
    }

    /** For messages. */
    Path name() {
        return program == null ? linux.kernel : program;
    }

    /** The file a debugger takes symbols from. */
    String symbols() {
        return program == null ? "vmlinux" : program.toString();
    }
}
