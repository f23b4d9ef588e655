package org.haiov.blocks.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Plays memory behind the hub: both halves at their own random pace, nothing at {@code end} and beyond. */
final class LinePlayer {
    private final Ports ports;
    private final Layout layout;
    private final Random random;
    private final long end;
    private final Map<Long, Long> words = new HashMap<>();

    private long reading = -1;
    private int readWord;
    private long writing = -1;
    private int writeWord;

    LinePlayer(Ports ports, Layout layout, Random random, long end) {
        this.ports = ports;
        this.layout = layout;
        this.random = random;
        this.end = end;
    }

    void cycle() {
        read();
        write();
    }

    private void read() {
        ports.set("memory_read_req_ready", 0);
        ports.set("memory_read_rsp_valid", 0);
        if (reading < 0) {
            if (ports.is("memory_read_req_valid") && random.nextBoolean()) {
                ports.set("memory_read_req_ready", 1);
                reading = ports.get("memory_read_req_address") << layout.shape().lineBits();
                readWord = 0;
            }
        } else if (random.nextInt(3) > 0) {
            boolean error = reading >= end;
            boolean last = error || readWord == layout.words() - 1;
            ports.set("memory_read_rsp_valid", 1);
            ports.set("memory_read_rsp_word", !error);
            ports.set("memory_read_rsp_data", word(reading + 8L * readWord));
            ports.set("memory_read_rsp_done", last);
            ports.set("memory_read_rsp_error", error);
            if (ports.is("memory_read_rsp_ready")) {
                readWord++;
                reading = last ? -1 : reading;
            }
        }
    }

    private void write() {
        ports.set("memory_write_req_ready", 0);
        ports.set("memory_write_out_ready", 0);
        ports.set("memory_write_performed_done", 0);
        if (writing < 0) {
            if (ports.is("memory_write_req_valid") && random.nextBoolean()) {
                ports.set("memory_write_req_ready", 1);
                writing = ports.get("memory_write_req_address") << layout.shape().lineBits();
                writeWord = 0;
            }
        } else if (writeWord < layout.words()) {
            if (ports.is("memory_write_out_valid") && random.nextInt(3) > 0) {
                ports.set("memory_write_out_ready", 1);
                words.put(writing + 8L * writeWord++, ports.get("memory_write_out_data"));
            }
        } else if (random.nextInt(4) == 0) {
            ports.set("memory_write_performed_done", 1);
            writing = -1;
        }
    }

    private long word(long at) {
        return words.computeIfAbsent(at, WordMemory::initial);
    }
}
