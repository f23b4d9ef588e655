package org.haiov.verification.linux;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A boot of Linux and what its console must show.
 *
 * @param name short
 * @param harts of the machine
 * @param equipment beside what every machine has
 * @param modes init's, see docs/linux.md; may be empty
 * @param milestones lines that must come in this order
 */
record Scenario(String name, int harts, Equipment equipment, String modes, List<Milestone> milestones) {
    static final String RAM = "64M";

    enum Equipment {
        /** init alone. */
        PLAIN,
        /** init alone, on a machine without Sstc and Xhaiov: timers by calls of the firmware, as the reference was measured. */
        BASE,
        /** An initramfs with a Linux guest in it. */
        GUEST,
        /** A virtio disk. */
        DISK,
        /** A virtio console, on which a line is typed when the guest waits for it; on the golden model alone. */
        CONSOLE
    }

    /**
     * A line of the console.
     *
     * @param name what it says was reached
     * @param line the whole line, but for the time that the kernel writes before it
     * @param reference name of the figure that others measured up to here, null for none
     */
    record Milestone(String name, Pattern line, String reference) {
        Milestone(String name, String line, String reference) {
            this(name, Pattern.compile(line), reference);
        }
    }

    private static final Milestone POWER_OFF = new Milestone("power-off", "reboot: Power down", null);
    /** What init sends when it waits for a line. */
    static final String READY = "hvc: ready";
    static final String TYPED = "typed\n";
    private static final String GUEST_UP = "guest init: up, 1 harts online";

    static final List<Scenario> ALL = List.of(
            new Scenario("boot, 1 hart", 1, Equipment.PLAIN, "", List.of(firmware("firmware"), up(1, "init"), POWER_OFF)),
            new Scenario("boot, 2 harts", 2, Equipment.PLAIN, "", List.of(firmware(null), up(2, "init, two harts"), POWER_OFF)),
            new Scenario("boot, 4 harts", 4, Equipment.PLAIN, "", List.of(firmware(null), up(4, null), POWER_OFF)),
            new Scenario("processes on 4 harts", 4, Equipment.PLAIN, "stress", List.of(up(4, null),
                    new Milestone("the same result", "stress: 6 processes at once found what each finds alone", null), POWER_OFF)),
            new Scenario("boot, 2 harts without Sstc", 2, Equipment.BASE, "tiny", List.of(firmware(null), up(2, "init, two harts"), POWER_OFF)),
            new Scenario("tiny KVM guest", 1, Equipment.PLAIN, "tiny", List.of(up(1, "init"),
                    new Milestone("tiny guest's end", "tiny: 11 loads and 8 stores by MMIO exits, then shutdown", "tiny guest"), POWER_OFF)),
            new Scenario("Linux guest, SBI console", 1, Equipment.GUEST, "guest-sbi", List.of(up(1, null),
                    new Milestone("guest's init", GUEST_UP, "guest, SBI console"),
                    new Milestone("guest's end", "guest: 0 MMIO exits, \\d+ SBI exits, then shutdown", null), POWER_OFF)),
            new Scenario("Linux guest, 16550 console", 1, Equipment.GUEST, "guest-uart", List.of(up(1, null),
                    new Milestone("guest's init", GUEST_UP, "guest, 16550 console"),
                    new Milestone("guest's end", "guest: \\d{4,} MMIO exits, 0 SBI exits, then shutdown", null), POWER_OFF)),
            new Scenario("Linux guest, 2 harts", 2, Equipment.GUEST, "tiny,guest-sbi", List.of(up(2, null),
                    new Milestone("guest's init", GUEST_UP, null), POWER_OFF)),
            new Scenario("virtio disk", 1, Equipment.DISK, "disk", List.of(up(1, null),
                    new Milestone("first sector read", "disk: 1048576 bytes, begins with " + DiskImage.BEGIN, null),
                    new Milestone("written and read back", "disk: 131072 bytes written, flushed and read back", null), POWER_OFF)),
            new Scenario("virtio console", 2, Equipment.CONSOLE, "hvc", List.of(up(2, null), new Milestone("line sent", READY, null),
                    new Milestone("line received", "hvc: a line of 6 bytes came in: typed", null), POWER_OFF)));

    private static Milestone firmware(String reference) {
        return new Milestone("OpenSBI's last line", "Boot HART MEDELEG +: 0x[0-9a-f]+f0b509", reference); // the bits that it asks for, and others that read 1
    }

    private static Milestone up(int harts, String reference) {
        return new Milestone("init's first line", "init: up, " + harts + " harts online", reference);
    }

    String commandLine() {
        return "earlycon=sbi console=ttyS0 lpj=100000 quiet" + (modes.isEmpty() ? "" : " haiov=" + modes);
    }
}
