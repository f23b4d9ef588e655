package org.haiov.sim.golden.csr;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** One CSR of one hart. */
final class Register {
    final String name;
    final int address;
    final LongSupplier read;
    final LongConsumer write;
    Guard guard = Guard.NONE;
    /** What CSRRS and CSRRC modify, where that is not what they read (P 3.1.9: mip.SEIP). */
    LongSupplier modified;
    /** Whether it is there now. */
    BooleanSupplier there = () -> true;
    /** What CSRRW and CSRRWI do that read it, besides; null for nothing. */
    Runnable claim;
    /** A write is a request, and nothing is kept. */
    boolean posts;
    /** What every access does, besides; null for nothing. */
    Runnable accessed;
    /** The CSR that V=1 reaches under this number (P 8.2: the VS CSRs substitute the supervisor's). */
    Register guest;

    Register(String name, int address, LongSupplier read, LongConsumer write) {
        this.name = name;
        this.address = address;
        this.read = read;
        this.write = write;
        this.modified = read;
    }

    Register guard(Guard guard) {
        this.guard = guard;
        return this;
    }

    Register posts() {
        this.posts = true;
        return this;
    }

    Register claims(Runnable claim) {
        this.claim = claim;
        return this;
    }

    Register accessed(Runnable accessed) {
        this.accessed = accessed;
        return this;
    }

    Register modified(LongSupplier modified) {
        this.modified = modified;
        return this;
    }
}
