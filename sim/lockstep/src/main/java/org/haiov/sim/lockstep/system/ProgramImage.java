package org.haiov.sim.lockstep.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Consumer;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;

/** What RAM and boot ROM hold before the first instruction, made by the golden machine's loader for a system of these dimensions. */
public final class ProgramImage {
    private static final int PAGE_WORDS = 512;

    private final byte[] ram;
    private final byte[] rom;

    private ProgramImage(byte[] ram, byte[] rom) {
        this.ram = ram;
        this.rom = rom;
    }

    /**
     * @param bootArguments chosen/bootargs of the device tree
     * @param load what the machine loads
     */
    public static ProgramImage of(SystemConfig c, String bootArguments, Consumer<Machine> load) {
        Machine machine = new Machine(machine(c, bootArguments), new CapturedConsole());
        load.accept(machine);
        Region region = RiscvFacts.region("rom");
        byte[] rom = new byte[(int) region.size()];
        for (int at = 0; at < rom.length; at += 8) {
            long word = machine.bus().load(region.base() + at, 8);
            for (int b = 0; b < 8; b++) {
                rom[at + b] = (byte) (word >>> 8 * b);
            }
        }
        return new ProgramImage(machine.bus().ram().bytes, rom);
    }

    /** The golden machine of a system's dimensions. */
    public static MachineConfig machine(SystemConfig c, String bootArguments) {
        return MachineConfig.parse("system", json(c, bootArguments).toString());
    }

    private static JsonObject json(SystemConfig c, String bootArguments) {
        JsonObject json = new JsonObject();
        json.addProperty("harts", c.harts());
        json.addProperty("ram", Long.toString(c.ramBytes()));
        json.addProperty("cyclesPerTick", c.cyclesPerTick());
        json.addProperty("timebaseFrequency", c.timebaseFrequency());
        json.addProperty("asidBits", c.hart().asidBits());
        json.addProperty("vmidBits", c.hart().vmidBits());
        json.addProperty("pmpRegions", c.hart().pmpRegions());
        json.addProperty("pmpGranularity", 1 << 12);
        json.addProperty("resetVector", c.hart().resetVector());
        json.addProperty("bootArguments", bootArguments);
        JsonArray extensions = new JsonArray();
        extensions.add("h");
        extensions.add("sstc");
        json.add("extensions", extensions);
        return json;
    }

    /** Contents of RAM, from its base on. */
    public byte[] ram() {
        return ram;
    }

    /** Contents of the boot ROM. */
    public byte[] rom() {
        return rom;
    }

    /** Fills a memory of 64-bit words that are all 0. */
    static void fill(MemoryProbe memory, byte[] bytes) {
        long[] words = new long[PAGE_WORDS];
        for (int page = 0; page < bytes.length / 8; page += PAGE_WORDS) {
            int count = Math.min(PAGE_WORDS, bytes.length / 8 - page);
            long any = 0;
            for (int w = 0; w < count; w++) {
                long word = 0;
                for (int b = 7; b >= 0; b--) {
                    word = word << 8 | bytes[8 * (page + w) + b] & 0xFF;
                }
                words[w] = word;
                any |= word;
            }
            if (any != 0) {
                memory.writeLongs(page, words, 0, count);
            }
        }
    }
}
