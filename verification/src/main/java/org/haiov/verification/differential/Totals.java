package org.haiov.verification.differential;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/** What was run. */
public final class Totals {
    /** Programs compared with QEMU that have retired at least {@link Differential#LONG} instructions. */
    public long programs;
    /** Programs compared with QEMU that were shorter: most of them because they took the most traps that there is room for. */
    public long shorter;
    /** Programs that ran on the golden model alone. */
    public long alone;
    /** Programs that loop for ever, which were left out. */
    public long looping;
    /** Programs that wrote page tables, or memory of another, which were left out. */
    public long straying;
    /** Programs with a difference that no rule explains. */
    public long different;
    /** Instructions that the programs have retired, without those of the frame around them. */
    public long retired;
    public long traps;

    JsonObject json() {
        return new Gson().toJsonTree(this).getAsJsonObject();
    }

    /** Adds what {@link #json} gave. */
    void add(JsonObject json) {
        Totals more = new Gson().fromJson(json, Totals.class);
        programs += more.programs;
        shorter += more.shorter;
        alone += more.alone;
        looping += more.looping;
        straying += more.straying;
        different += more.different;
        retired += more.retired;
        traps += more.traps;
    }

    void count(boolean qemu, long retired, long traps, boolean different) {
        if (!qemu) {
            alone++;
        } else if (retired >= Differential.LONG) {
            programs++;
        } else {
            shorter++;
        }
        this.retired += retired;
        this.traps += traps;
        this.different += different ? 1 : 0;
    }
}
