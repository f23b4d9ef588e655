package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;

/** Devices that answer in the cycle of the request or later, with data made of the address, and refuse the upper half of the page. */
final class TestDevices {
    /** A request taken. */
    record Request(boolean write, long address, int size, long data) {}

    private final Ports cache;
    private final Random random;
    /** The last request, until somebody takes it. */
    private Request request;
    private boolean owes;

    TestDevices(Ports cache, Random random) {
        this.cache = cache;
        this.random = random;
    }

    void cycle() {
        cache.set("devices_req_ready", 0);
        cache.set("devices_rsp_valid", 0);
        if (!owes && cache.is("devices_req_valid") && random.nextBoolean()) {
            cache.set("devices_req_ready", 1);
            assertFalse(request != null, "two requests of one access");
            request = new Request(cache.is("devices_req_write"), cache.get("devices_req_address"), (int) cache.get("devices_req_size"),
                    cache.get("devices_req_data"));
            owes = true;
        }
        if (owes && random.nextInt(3) == 0) {
            owes = false;
            cache.set("devices_rsp_valid", 1);
            cache.set("devices_rsp_data", word(request.address));
            cache.set("devices_rsp_error", refuses(request.address));
        }
    }

    static long word(long address) {
        return (address & -8) * 0xd6e8feb86659fd93L;
    }

    static boolean refuses(long address) {
        return (address & 0x800) != 0;
    }

    Request take() {
        Request r = request;
        request = null;
        return r;
    }
}
