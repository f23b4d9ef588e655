package org.haiov.sim.golden.mmu;

import java.util.function.LongSupplier;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.InstructionSet;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Regime;
import org.haiov.sim.golden.state.Status;
import org.haiov.sim.golden.state.Trap;

/**
 * A hart's accesses to memory: a translation cache in front of {@link Translator}, {@link Pmp} and the {@link Bus}.
 *
 * <p>What a {@link Tlb} holds is read and written directly. Everything else (devices, pages with PMP borders, watched pages, misaligned accesses,
 * faults) takes the slow way.
 */
public final class MemoryPort {
    private static final long PAGE = -4096;

    private final HartState state;
    private final Bus bus;
    private final byte[] ram;
    private final Ram memory;
    private final Pmp pmp;
    private final Translator translator;
    private final CodePages code;
    private final Reservations reservations;
    private Observer observer;
    private AccessObserver accessObserver;
    private FetchWatch fetchWatch;

    private final AddressSpaces spaces;
    private Tlb tlb;
    private long[] reads;
    private long[] writes;
    private final CodeContext context;
    /** A page with PMP borders inside, or watched: nothing decoded is kept in it, so that each fetch is checked. */
    private CodePage guarded = unkept(-4096);

    public MemoryPort(HartState state, Bus bus, CodePages code, Reservations reservations) {
        this.state = state;
        this.bus = bus;
        this.memory = bus.ram();
        this.ram = memory.bytes;
        this.pmp = new Pmp(state);
        this.translator = new Translator(state, bus, pmp);
        this.code = code;
        this.reservations = reservations;
        reservations.add(state);
        this.spaces = new AddressSpaces(state);
        code.onNewPage(spaces::forgetWrites);
        code.onForget(page -> {
            spaces.forget(page);
            state.attention = true;
        });
        this.context = new CodeContext(state, this, code, memory);
        addressSpaceChanged();
    }

    /** For translated code of this hart. */
    public CodeContext context() {
        return context;
    }

    /** satp, vsatp or hgatp is another one. */
    public void addressSpaceChanged() {
        tlb = spaces.present();
        context.reads = reads = tlb.reads;
        context.writes = writes = tlb.writes;
    }

    private static CodePage unkept(long base) {
        return new CodePage(base, null, Integer.MAX_VALUE); // nobody tells it of writes
    }

    /** Forgets every translation. */
    public void flush() {
        spaces.flush();
        pmp.changed();
    }

    /**
     * SFENCE.VMA, HFENCE.VVMA.
     *
     * @param guest whether it is about addresses under vsatp, not satp
     * @param byAddress about {@code address} alone
     * @param byAsid about address spaces with {@code asid} alone
     */
    public void fence(boolean guest, boolean byAddress, long address, boolean byAsid, long asid) {
        spaces.fence(guest, byAddress, address, byAsid, asid);
    }

    /** @param observer told of what is translated; null for none */
    public void observeTranslations(AccessObserver observer) {
        accessObserver = observer;
        flush();
    }

    /** @param observer told of every access; null for none */
    public void observe(Observer observer) {
        this.observer = observer;
        flush();
    }

    // --- fetch ---

    /** @param watch null for none */
    public void watchFetches(FetchWatch watch) {
        fetchWatch = watch;
        flush();
    }

    /** The decoded page that {@code pc} is in. */
    public CodePage fetchPage(long pc) {
        int slot = Tlb.fetchSlot(pc);
        long tag = pc & PAGE | (long) state.fetchRegime << 3;
        if (tlb.fetchTags[slot] == tag) {
            return tlb.fetchPages[slot];
        }
        boolean watched = fetchWatch != null && fetchWatch.watches(pc & PAGE);
        if (watched) {
            fetchWatch.fetching(pc);
            state.attention = true;
        }
        long physical = fetchAddress(pc, 0);
        int level = translator.level();
        if (watched || !pmp.allows(physical & PAGE, 4096, Access.FETCH, state.privilege)) {
            if (guarded.base != (physical & PAGE)) {
                guarded = unkept(physical & PAGE);
            }
            return guarded;
        }
        CodePage page = code.page(physical);
        tlb.fillFetch(pc, state.fetchRegime, page, level);
        return page;
    }

    /** Whether instructions of that page are kept when they are decoded. */
    public boolean keeps(CodePage page) {
        return page != guarded;
    }

    /** Decodes ahead: the instruction at {@code offset} of a page that {@linkplain #keeps is kept}; null where it is not wholly in it. */
    public Decoded decode(CodePage page, int offset) {
        int bits = (int) bus.load(page.base + offset, 2);
        if ((bits & 3) == 3) {
            if (offset == 4094) {
                return null;
            }
            bits |= (int) bus.load(page.base + offset + 2, 2) << 16;
        }
        return InstructionSet.decode(bits);
    }

    /** Decodes the instruction at {@code pc}, which is in {@code page}, and keeps it there if it may be kept. */
    public Decoded fetch(CodePage page, long pc) {
        long physical = page.base + (pc & 4095);
        boolean whole = page != guarded;
        if (!whole) {
            fetchAddress(pc, 0);
        }
        int bits = (int) bus.load(physical, 2);
        if ((bits & 3) == 3) {
            long upper = physical + 2;
            if ((pc & 4095) == 4094 || !whole) {
                upper = fetchAddress(pc + 2, 2);
            }
            bits |= (int) bus.load(upper, 2) << 16;
        }
        Decoded decoded = InstructionSet.decode(bits);
        if (whole && (pc & 4095) + decoded.length <= 4096) {
            page.places[(int) (pc & 4095) >> 1] = decoded;
        }
        return decoded;
    }

    private long fetchAddress(long pc, int offset) {
        if (accessObserver == null) {
            return checkedFetch(pc, offset);
        }
        return observed(pc, 2, Access.FETCH, state.fetchRegime, 0, offset, () -> checkedFetch(pc, offset));
    }

    private long observed(long address, int size, Access access, int regime, int flags, int offset, LongSupplier translation) {
        long physical;
        try {
            physical = translation.getAsLong();
        } catch (Trap trap) {
            accessObserver.accessed(address, size, access, regime, (flags & Translator.HLVX) != 0, offset, 0, trap);
            throw trap;
        }
        accessObserver.accessed(address, size, access, regime, (flags & Translator.HLVX) != 0, offset, physical, null);
        return physical;
    }

    private long checkedFetch(long pc, int offset) {
        long physical = translator.translate(pc, Access.FETCH, state.fetchRegime, 0, offset);
        if (!pmp.allows(physical, 2, Access.FETCH, state.privilege) || !bus.isMemory(physical)) {
            throw translator.accessFault(pc, Access.FETCH, state.virtual, offset);
        }
        return physical;
    }

    // --- loads and stores ---

    /** Sign-extended. */
    public long load8(long address) {
        int slot = Tlb.slot(address);
        if (reads[slot] == (address & PAGE | (long) state.dataRegime << 3)) {
            return ram[(int) (address + reads[slot + 1])];
        }
        return (byte) load(address, 1, state.dataRegime, Translator.PLAIN);
    }

    public long load16(long address) {
        int slot = Tlb.slot(address);
        if (reads[slot] == (address & (PAGE | 1) | (long) state.dataRegime << 3)) {
            return (short) Ram.SHORT.get(ram, (int) (address + reads[slot + 1]));
        }
        return (short) load(address, 2, state.dataRegime, Translator.PLAIN);
    }

    public long load32(long address) {
        int slot = Tlb.slot(address);
        if (reads[slot] == (address & (PAGE | 3) | (long) state.dataRegime << 3)) {
            return (int) Ram.INT.get(ram, (int) (address + reads[slot + 1]));
        }
        return (int) load(address, 4, state.dataRegime, Translator.PLAIN);
    }

    public long load64(long address) {
        int slot = Tlb.slot(address);
        if (reads[slot] == (address & (PAGE | 7) | (long) state.dataRegime << 3)) {
            return (long) Ram.LONG.get(ram, (int) (address + reads[slot + 1]));
        }
        return load(address, 8, state.dataRegime, Translator.PLAIN);
    }

    public void store8(long address, long value) {
        int slot = Tlb.slot(address);
        if (writes[slot] == (address & PAGE | (long) state.dataRegime << 3)) {
            ram[(int) (address + writes[slot + 1])] = (byte) value;
            return;
        }
        store(address, 1, value, state.dataRegime, Translator.PLAIN);
    }

    public void store16(long address, long value) {
        int slot = Tlb.slot(address);
        if (writes[slot] == (address & (PAGE | 1) | (long) state.dataRegime << 3)) {
            Ram.SHORT.set(ram, (int) (address + writes[slot + 1]), (short) value);
            return;
        }
        store(address, 2, value, state.dataRegime, Translator.PLAIN);
    }

    public void store32(long address, long value) {
        int slot = Tlb.slot(address);
        if (writes[slot] == (address & (PAGE | 3) | (long) state.dataRegime << 3)) {
            Ram.INT.set(ram, (int) (address + writes[slot + 1]), (int) value);
            return;
        }
        store(address, 4, value, state.dataRegime, Translator.PLAIN);
    }

    public void store64(long address, long value) {
        int slot = Tlb.slot(address);
        if (writes[slot] == (address & (PAGE | 7) | (long) state.dataRegime << 3)) {
            Ram.LONG.set(ram, (int) (address + writes[slot + 1]), value);
            return;
        }
        store(address, 8, value, state.dataRegime, Translator.PLAIN);
    }

    /** HLV and HLVX: a load of {@code size} bytes, zero-extended, as by the guest. */
    public long guestLoad(long address, int size, boolean execute) {
        return load(address, size, guestRegime(), execute ? Translator.HLVX : 0);
    }

    /** HSV. */
    public void guestStore(long address, int size, long value) {
        store(address, size, value, guestRegime(), 0);
    }

    /** Privileged 8.2.4: V=1, privilege hstatus.SPVP. */
    private int guestRegime() {
        return state.regime((state.hstatus & Status.H_SPVP) != 0 ? Privilege.S : Privilege.U, true);
    }

    private long load(long address, int size, int regime, int flags) {
        if ((address & size - 1) != 0) {
            return loadMisaligned(address, size, regime, flags & ~Translator.PLAIN);
        }
        long physical = physical(address, address, size, Access.LOAD, regime, flags);
        int level = translator.level();
        long value = read(address, physical, size, Access.LOAD, regime);
        if (observer != null) {
            observer.loaded(address, physical, size, value);
        } else if (regime == state.dataRegime && (flags & Translator.HLVX) == 0 && memory.contains(physical)
                && pmp.allows(physical & PAGE, 4096, Access.LOAD, regime & Regime.PRIVILEGE)) {
            tlb.fill(reads, address, regime, (physical & PAGE) - memory.base, level);
        }
        return value;
    }

    private void store(long address, int size, long value, int regime, int flags) {
        if ((address & size - 1) != 0) {
            storeMisaligned(address, size, value, regime, flags & ~Translator.PLAIN);
            return;
        }
        long physical = physical(address, address, size, Access.STORE, regime, flags);
        int level = translator.level();
        write(address, physical, size, value, regime);
        if (observer == null && regime == state.dataRegime && memory.contains(physical) && !memory.watched((int) (physical - memory.base))
                && pmp.allows(physical & PAGE, 4096, Access.STORE, regime & Regime.PRIVILEGE)) {
            tlb.fill(writes, address, regime, (physical & PAGE) - memory.base, level);
        }
    }

    /** Byte by byte, after both ends were translated: nothing is done where one of them faults. */
    private long loadMisaligned(long address, int size, int regime, int flags) {
        if (!state.options.handleMisaligned()) {
            throw misaligned(Cause.LOAD_MISALIGNED, address, regime);
        }
        probe(address, size, Access.LOAD, regime, flags);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            long physical = physical(address + i, address, 1, Access.LOAD, regime, flags);
            value = value << 8 | read(address + i, physical, 1, Access.LOAD, regime);
        }
        if (observer != null) {
            observer.loaded(address, physical(address, address, 1, Access.LOAD, regime, flags), size, value);
        }
        return value;
    }

    private void storeMisaligned(long address, int size, long value, int regime, int flags) {
        if (!state.options.handleMisaligned()) {
            throw misaligned(Cause.STORE_MISALIGNED, address, regime);
        }
        probe(address, size, Access.STORE, regime, flags);
        for (int i = 0; i < size; i++) {
            long physical = physical(address + i, address, 1, Access.STORE, regime, flags);
            write(address + i, physical, 1, value >>> 8 * i, regime);
        }
    }

    /** Raises what a misaligned access raises: its part in the first page first, then that in the second. Devices refuse it. */
    private void probe(long address, int size, Access access, int regime, int flags) {
        int first = (int) Math.min(size, (address | 4095) + 1 - address);
        probePart(address, address, first, access, regime, flags);
        if (first < size) {
            probePart(address + first, address, size - first, access, regime, flags);
        }
    }

    private void probePart(long address, long instructionAddress, int size, Access access, int regime, int flags) {
        long physical = physical(address, instructionAddress, size, access, regime, flags);
        if (!bus.isMemory(physical)) {
            throw translator.accessFault(address, access, (regime & Regime.VIRTUAL) != 0, (int) (address - instructionAddress));
        }
    }

    private Trap misaligned(int cause, long address, int regime) {
        boolean virtual = (regime & Regime.VIRTUAL) != 0;
        return state.trap.of(cause, address, virtual, 0, Translator.transformed(Access.LOAD, virtual), 0);
    }

    private long physical(long address, long instructionAddress, int size, Access access, int regime, int flags) {
        int offset = (int) (address - instructionAddress);
        if (accessObserver == null) {
            return checked(address, size, access, regime, flags, offset);
        }
        return observed(address, size, access, regime, flags, offset, () -> checked(address, size, access, regime, flags, offset));
    }

    private long checked(long address, int size, Access access, int regime, int flags, int offset) {
        long physical = translator.translate(address, access, regime, flags, offset);
        if (!pmp.allows(physical, size, access, regime & Regime.PRIVILEGE)) {
            throw translator.accessFault(address, access, (regime & Regime.VIRTUAL) != 0, offset);
        }
        return physical;
    }

    private long read(long address, long physical, int size, Access access, int regime) {
        try {
            return bus.load(physical, size);
        } catch (BusFault e) {
            throw translator.accessFault(address, access, (regime & Regime.VIRTUAL) != 0, 0);
        }
    }

    private void write(long address, long physical, int size, long value, int regime) {
        try {
            bus.store(physical, size, value);
        } catch (BusFault e) {
            throw translator.accessFault(address, Access.STORE, (regime & Regime.VIRTUAL) != 0, 0);
        }
        reservations.stored(state, physical);
        if (observer != null) {
            observer.stored(address, physical, size, value);
        }
    }

    // --- atomics (Unprivileged chapter 8): naturally aligned, in memory only ---

    /** LR: loads, sign-extended, and reserves. */
    public long loadReserved(long address, int size) {
        int regime = state.dataRegime;
        if ((address & size - 1) != 0) {
            throw misaligned(Cause.LOAD_MISALIGNED, address, regime);
        }
        long physical = atomic(address, size, Access.LOAD, regime);
        long value = read(address, physical, size, Access.LOAD, regime);
        state.reservation = physical;
        if (observer != null) {
            observer.loaded(address, physical, size, value);
        }
        return extend(value, size);
    }

    /** SC: whether it stored. The address is translated and checked before the reservation is looked at. */
    public boolean storeConditional(long address, int size, long value) {
        int regime = state.dataRegime;
        if ((address & size - 1) != 0) {
            throw misaligned(Cause.STORE_MISALIGNED, address, regime);
        }
        long physical = atomic(address, size, Access.STORE, regime);
        boolean stores = state.reservation == physical;
        state.reservation = HartState.NO_RESERVATION;
        if (stores) {
            write(address, physical, size, value, regime);
        }
        return stores;
    }

    /** Translates for an AMO: it has the exceptions of a store only. The value there, sign-extended; then {@link #amoStore}. */
    public long amoLoad(long address, int size) {
        int regime = state.dataRegime;
        if ((address & size - 1) != 0) {
            throw misaligned(Cause.STORE_MISALIGNED, address, regime);
        }
        amoAddress = atomic(address, size, Access.STORE, regime);
        long value = read(address, amoAddress, size, Access.STORE, regime);
        if (observer != null) {
            observer.loaded(address, amoAddress, size, value);
        }
        return extend(value, size);
    }

    private long amoAddress;

    public void amoStore(long address, int size, long value) {
        write(address, amoAddress, size, value, state.dataRegime);
    }

    private long atomic(long address, int size, Access access, int regime) {
        long[] entries = access == Access.LOAD ? reads : writes;
        int slot = Tlb.slot(address);
        if (entries[slot] == (address & PAGE | (long) regime << 3)) {
            return memory.base + address + entries[slot + 1];
        }
        long physical = physical(address, address, size, access, regime, 0);
        if (!memory.contains(physical)) { // AMOs and LR/SC are for main memory alone (PMA, Privileged 3.6.3)
            throw translator.accessFault(address, access, (regime & Regime.VIRTUAL) != 0, 0);
        }
        return physical;
    }

    private static long extend(long value, int size) {
        return size == 4 ? (int) value : value;
    }
}
