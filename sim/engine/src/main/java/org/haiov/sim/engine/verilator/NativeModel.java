package org.haiov.sim.engine.verilator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.haiov.ir.HaiovException;

/** One instance of a built model; the JVM's side of shim.cpp. Not for several threads at once. */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class NativeModel implements AutoCloseable {
    /** What a call came back with. */
    static final long OK = 0;
    static final long REACHED = 1;
    static final long CHECK_FAILED = 2;
    private static final long BROKEN = 3;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle NEW = LINKER.downcallHandle(FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE = LINKER.downcallHandle(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle TO_ADDRESS = LINKER.downcallHandle(FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle WITH_ADDRESS = LINKER.downcallHandle(FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    private static final MethodHandle STATUS = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    private static final MethodHandle STATUS_LONG = status(JAVA_LONG);
    private static final MethodHandle STATUS_ADDRESS = status(ADDRESS);
    private static final MethodHandle STATUS_ADDRESS_LONG = status(ADDRESS, JAVA_LONG);
    private static final MethodHandle STATUS_ROWS = status(JAVA_LONG, ADDRESS, ADDRESS);

    private final Arena arena = Arena.ofShared();
    private final SymbolLookup library;
    private final MemorySegment sim;
    private final MemorySegment eval;
    private final MemorySegment settle;
    private final MemorySegment run;
    private final MemorySegment runUntil;
    private final MemorySegment rows;
    private final MemorySegment readRow;
    private String broken;

    NativeModel(Path file) {
        try {
            library = SymbolLookup.libraryLookup(file, arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new HaiovException("cannot load the model " + file + ": " + e.getMessage(), e);
        }
        eval = symbol("haiov_eval");
        settle = symbol("haiov_settle");
        run = symbol("haiov_run");
        runUntil = symbol("haiov_run_until");
        rows = symbol("haiov_rows");
        readRow = symbol("haiov_read_row");
        try {
            sim = (MemorySegment) NEW.invokeExact(symbol("haiov_new"));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Memory that lives as long as the model. */
    Arena arena() {
        return arena;
    }

    /** So many bytes of the model's own memory; unusable once the model is closed. */
    MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
    }

    /** Addresses of ports and signals in the order of {@link ModelSource}, 0 for what Verilator did not keep. */
    long[] addresses(int count) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment to = scratch.allocate(ADDRESS, Math.max(1, count));
            WITH_ADDRESS.invokeExact(symbol("haiov_addresses"), sim, to);
            return to.asSlice(0, 8L * count).toArray(JAVA_LONG);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Takes the clocks, checks and tables, which must stay in place, and settles the power-up state. */
    void start(Control control) {
        try {
            require((long) STATUS_ADDRESS.invokeExact(symbol("haiov_start"), sim, control.segment()));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Makes wires follow changed inputs. */
    void eval() {
        try {
            require((long) STATUS.invokeExact(eval, sim));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Makes wires follow changed state. */
    void settle() {
        try {
            require((long) STATUS.invokeExact(settle, sim));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long run(long cycles) {
        try {
            return require((long) STATUS_LONG.invokeExact(run, sim, cycles));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long runUntil(MemorySegment condition, long cycles) {
        try {
            return require((long) STATUS_ADDRESS_LONG.invokeExact(runUntil, sim, condition, cycles));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Segments outside the heap; {@link MemorySegment#NULL} for no inputs. */
    long rows(long cycles, MemorySegment inputs, MemorySegment states) {
        try {
            return require((long) STATUS_ROWS.invokeExact(rows, sim, cycles, inputs, states));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Reads values of the model as they are.
     *
     * @param table as {@link Control#table} makes it
     * @param row a segment outside the heap
     */
    void readRow(MemorySegment table, MemorySegment row) {
        try {
            WITH_ADDRESS.invokeExact(readRow, table, row);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    byte[] save() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment start = scratch.allocate(ADDRESS);
            long size = (long) STATUS_ADDRESS.invokeExact(symbol("haiov_save"), sim, start);
            return start.get(ADDRESS, 0).reinterpret(size).toArray(JAVA_BYTE);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void restore(byte[] state) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment bytes = scratch.allocateFrom(JAVA_BYTE, state);
            broken = null;
            require((long) STATUS_ADDRESS_LONG.invokeExact(symbol("haiov_restore"), sim, bytes, (long) state.length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void close() {
        if (!arena.scope().isAlive()) {
            return;
        }
        try {
            DELETE.invokeExact(symbol("haiov_delete"), sim);
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            arena.close();
        }
    }

    private long require(long status) throws Throwable {
        if (status == BROKEN && broken == null) {
            MemorySegment text = (MemorySegment) TO_ADDRESS.invokeExact(symbol("haiov_message"), sim);
            broken = text.reinterpret(Long.MAX_VALUE).getString(0);
        }
        if (broken != null) {
            throw new HaiovException("the Verilator model stopped: " + broken);
        }
        return status;
    }

    private MemorySegment symbol(String name) {
        return library.find(name).orElseThrow(() -> new IllegalStateException("the model has no " + name));
    }

    private static MethodHandle status(MemoryLayout... arguments) {
        return LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS).appendArgumentLayouts(arguments));
    }

    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
