package org.haiov.sim.golden.hcs;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.csr.CsrFile.Action;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.vi.ActingController;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.UserEvent;

/**
 * A hart with a VI controller that executes random instructions below HS, each written to where pc is just before it is executed. What comes to HS or M is
 * handled by a kernel in Java that does to handlers all that a kernel may do, and goes back with MRET or SRET.
 */
final class RandomHart {
    static final int DOORBELL = 50;
    private static final int PMP_GRANULARITY = 4;
    static final int VIDS = 16;
    static final int SLOTS = 4;
    private static final long RAM = 0x80000000L;
    private static final long CODE = RAM + 0x10000;
    private static final long KERNEL = RAM + 0x20000;
    private static final long HANDLER = RAM + 0x30000;
    private static final int PAGE = 4096;
    private static final long GUEST_ROOT = RAM + 0x40000;
    private static final long USER_ROOT = RAM + 0x50000;
    private static final int ROOTS = 4;
    private static final long HOLE = 0xC0000000L;
    private static final long SV39 = 8L << 60;

    final RandomGenerator random;
    final Ram ram = new Ram(RAM, 1 << 20);
    final Hart hart;
    final HartState s;
    final Stepper stepper;
    final ActingController controller;
    /** What the hart asked of the controller in this step: {index, slot, good}. */
    final List<long[]> requests = new ArrayList<>();

    RandomHart(RandomGenerator random) {
        this.random = random;
        hart = new Hart(0, new HartOptions(KERNEL, 16, 14, 0, PMP_GRANULARITY, false, true, true, true, DOORBELL), new TimeBase(1), new Bus(ram), new CodePages(ram),
                new Reservations());
        s = hart.state();
        controller = new ActingController(new Configuration(1, 16, VIDS, SLOTS), List.of(hart.xhaiov().link()), () -> s.cycles);
        hart.xhaiov().connect(port());
        stepper = new Stepper(hart);
        for (int i = 0; i < ROOTS; i++) { // the same mapping under several roots
            ram.store(USER_ROOT + i * PAGE + 8 * 2 - RAM, 8, RAM >>> 2 | 0xDF);
        }
        ram.store(GUEST_ROOT + 8 * 2 - RAM, 8, RAM >>> 2 | 0xDF);
        ram.store(GUEST_ROOT + 8 * 3 - RAM, 8, 1L << 58 | 3);
        kernelWrite("mhaiovcfg", 1);
        kernelWrite("mtvec", KERNEL);
        kernelWrite("stvec", KERNEL);
        kernelWrite("hgatp", SV39 | GUEST_ROOT >>> 12);
        kernelWrite("medeleg", random.nextLong() & 0xF0B1FF);
        kernelWrite("mideleg", 0x222);
        kernelWrite("mie", Interrupt.SSI | Interrupt.MSI);
        for (int vid = 0; vid < VIDS; vid++) {
            configure(vid);
        }
        for (int i = 0; i < 16; i++) {
            controller.write(0x10000 + 8 * i, entry());
        }
        leaveKernel();
    }

    private ViPort port() {
        return new ViPort() {
            @Override
            public boolean request(long index, int slot) {
                boolean good = controller.request(index, slot);
                requests.add(new long[] {index, slot, good ? 1 : 0});
                return good;
            }

            @Override
            public void claim() {
                controller.claim(0);
            }

            @Override
            public void claimGuest() {
                controller.claimGuest(0);
            }

            @Override
            public void userEvent(UserEvent event) {
                controller.userEvent(0, event);
            }

            @Override
            public void guestLeaves() {
                controller.guestLeaves(0);
            }

            @Override
            public void changed() {
                controller.look();
            }

            @Override
            public long deadline() {
                return controller.deadline();
            }
        };
    }

    // --- the world around ---

    private long entry() {
        return (random.nextInt(8) == 0 ? 0 : 1L << 63) | (long) random.nextInt(SLOTS) << 48 | random.nextInt(VIDS);
    }

    /** VID with random level, priority, slot and context; masked at times. */
    private void configure(int vid) {
        controller.write(0x20000 + 64 * vid, 1L << 62);
        for (int word = 0; word < 6; word++) {
            controller.write(0x40000 + 64 * vid + 8 * word, switch (word) {
                case 0 -> HANDLER + 4 * random.nextInt(PAGE / 8);
                case 3 -> random.nextInt(8) == 0 ? 0 : atp();
                case 4 -> context();
                case 5 -> random.nextBoolean() ? 0 : random.nextInt(40);
                default -> random.nextLong();
            });
        }
        long level = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
        long config = 1L << 63 | (random.nextInt(6) == 0 ? 1L << 62 : 0) | level << 60 | (long) random.nextInt(4) << 58
                | (long) random.nextInt(SLOTS) << 48 | 1L << 24 | random.nextInt(1 << 16);
        controller.write(0x20000 + 64 * vid, config);
    }

    private long atp() {
        return SV39 | (long) random.nextInt(3) << 44 | USER_ROOT + (long) random.nextInt(ROOTS) * PAGE >>> 12;
    }

    private long context() {
        return (random.nextInt(4) == 0 ? 0 : 1L << 63) | (long) random.nextInt(SLOTS) << 48 | (long) random.nextInt(20) << 32 | random.nextInt(20)
                | (random.nextBoolean() ? 1L << 54 : 0);
    }

    /** Something that does not come from the hart. */
    void event() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> controller.write(0x71000, 1L << random.nextInt(VIDS));
            case 3 -> controller.write(0x72000, 1L << random.nextInt(VIDS));
            case 4 -> s.line(Interrupt.MSI, true);
            case 5 -> {
                s.softwarePending |= Interrupt.SSI;
                s.interruptsChanged();
            }
            case 6 -> configure(random.nextInt(VIDS));
            default -> controller.write(0x10000 + 8 * random.nextInt(16), entry());
        }
    }

    // --- below HS ---

    boolean inKernel() {
        return !s.virtual && s.privilege != Privilege.U;
    }

    /** Writes a random instruction to where the hart is. */
    void prepare() {
        if ((s.pc & PAGE - 1) > PAGE - 16) {
            put(jump(-(int) (s.pc & PAGE - 1)));
        } else {
            put(instruction());
        }
    }

    Retirement step() {
        requests.clear();
        return stepper.step();
    }

    private void put(int word) {
        if (s.pc >= RAM && s.pc < RAM + (1 << 20) - 4) {
            ram.store(s.pc - RAM, 4, word);
        }
    }

    private int instruction() {
        int rd = random.nextInt(32);
        int rs1 = random.nextInt(32);
        return switch (random.nextInt(24)) {
            case 0 -> 0x00200073; // uret
            case 1 -> random.nextInt(3) == 0 ? 0x00000073 : 0x00200073; // ecall
            case 2 -> random.nextInt(3) == 0 ? 0x00100073 : 0x13; // ebreak
            case 3 -> random.nextInt(4) == 0 ? 0 : 0x13;
            case 4, 5, 6 -> csr(Facts.bank().get(random.nextInt(Facts.bank().size())), rd, rs1);
            case 7 -> csr(Facts.csrs().get(random.nextInt(Facts.csrs().size())).name(), rd, rs1);
            case 8, 9 -> Facts.csr("vireq").address() << 20 | random.nextInt(24) << 15 | 5 << 12 | 0x73;
            case 10, 11 -> Facts.csr("uvireq").address() << 20 | random.nextInt(24) << 15 | 5 << 12 | 0x73;
            case 12 -> {
                s.x[31] = HOLE;
                yield random.nextBoolean() ? 31 << 15 | 3 << 12 | 7 << 7 | 0x03 : 7 << 20 | 31 << 15 | 3 << 12 | 0x23; // ld x7, sd x7 (x31)
            }
            default -> random.nextInt(4096) << 20 | rs1 << 15 | rd << 7 | 0x13; // addi
        };
    }

    private int csr(String name, int rd, int rs1) {
        return Facts.csr(name).address() << 20 | rs1 << 15 | 1 + random.nextInt(3) << 12 | rd << 7 | 0x73;
    }

    private static int jump(int offset) {
        return (offset >> 20 & 1) << 31 | (offset >> 1 & 0x3FF) << 21 | (offset >> 11 & 1) << 20 | (offset >> 12 & 0xFF) << 12 | 0x6F;
    }

    // --- the kernel ---

    long read(String csr) {
        return hart.csrs().peek(number(csr));
    }

    private static int number(String csr) {
        return Facts.csrs().stream().filter(c -> c.name().equals(csr)).findFirst().map(Csr::address)
                .orElseGet(() -> RiscvFacts.csr(csr).address());
    }

    void kernelWrite(String csr, long value) {
        hart.csrs().execute(number(csr), Action.WRITE, value, false, true, 0);
    }

    /** What a kernel may do to what waits for the hart, and to the thread that it lets run next. */
    void kernelActs() {
        s.line(Interrupt.MSI, false);
        s.softwarePending &= ~Interrupt.SSI;
        long status = read("shcs");
        switch (random.nextInt(8)) {
            case 0 -> kernelWrite("shcs", status ^ mask("RES"));
            case 1 -> kernelWrite("shcs", status & ~mask("PARK"));
            case 2 -> kernelWrite("shcs", status & ~mask("PRES"));
            case 3 -> kernelWrite("shcs", status | mask("TAKE"));
            case 4 -> window();
            case 5 -> kernelWrite("shcs", random.nextInt(3) == 0 ? status ^ mask("UVE") : status | mask("UVE"));
            default -> kernelWrite("shcs", status | mask("RES") | (random.nextBoolean() ? mask("UEN") : 0));
        }
    }

    private void window() {
        kernelWrite("shgpr", random.nextInt(41));
        kernelWrite("shgprd", random.nextLong());
        kernelWrite("shepc", HANDLER + 4 * random.nextInt(PAGE / 8));
        kernelWrite("suscratch", random.nextLong());
        kernelWrite("suatp", atp());
    }

    static long mask(String field) {
        return Facts.csr("shcs").field(field).mask();
    }

    /** To U, VU or VS: the same thread or another one, by MRET or SRET. */
    void leaveKernel() {
        if (random.nextInt(3) == 0 || read("mepc") == 0) {
            for (int i = 1; i < 32; i++) {
                s.x[i] = random.nextLong();
            }
            kernelWrite("sscratch", random.nextLong());
            kernelWrite("satp", random.nextBoolean() ? 0 : atp());
            for (String csr : Facts.bank()) {
                kernelWrite(csr, csr.equals("uvictx") ? context() : csr.equals("utvec") || csr.equals("uepc") ? CODE + 4 * random.nextInt(PAGE / 8)
                        : random.nextLong());
            }
            kernelWrite("hvictx", context());
            kernelWrite("huedeleg", random.nextLong());
            kernelWrite("vsatp", 0);
        }
        boolean guest = random.nextBoolean();
        boolean supervisor = guest && random.nextBoolean();
        long pc = CODE + 4 * random.nextInt(PAGE / 8);
        long hstatus = (random.nextBoolean() ? 1 << 10 : 0) | (random.nextBoolean() ? 1 << 9 : 0);
        if (s.privilege == Privilege.M) {
            kernelWrite("hstatus", hstatus);
            kernelWrite("mepc", pc);
            kernelWrite("mstatus", (supervisor ? 1L << 11 : 0) | (guest ? 1L << 39 : 0));
            put(0x30200073);
        } else {
            kernelWrite("hstatus", hstatus | (guest ? 1 << 7 : 0));
            kernelWrite("sepc", pc);
            kernelWrite("sstatus", supervisor ? 1 << 8 : 0);
            put(0x10200073);
        }
    }
}
