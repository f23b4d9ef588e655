/* The tiny guest and its device, which knows what must come. */
#include "init.h"
#include "vmm.h"

#define DEVICE 0x10000000UL
#define FAILED 0x100
#define LOADED 0x0102030405060708UL
#define STORED 0x1112131415161718UL

extern const u8 tiny_guest[], tiny_guest_end[];

/* Sizes in the order of tiny_guest.S. */
static const u8 loads[] = {1, 1, 2, 2, 4, 4, 8, 4, 8, 4, 8};
static const u8 stores[] = {1, 2, 4, 8, 4, 8, 4, 8};
static u64 loaded, stored;

static u64 low_bytes(u64 value, u32 bytes)
{
    return bytes == 8 ? value : value & ((1UL << 8 * bytes) - 1);
}

static u64 load(u64 address, u32 bytes)
{
    if (address != DEVICE || loaded == sizeof loads || bytes != loads[loaded]) {
        say("init: tiny: load %d has %d bytes at %x\n", loaded + 1, (long)bytes, address);
        fail("tiny guest", 0);
    }
    loaded++;
    return low_bytes(LOADED, bytes);
}

static void store(u64 address, u32 bytes, u64 value)
{
    if (address == DEVICE + FAILED) {
        say("init: tiny: load %d gave the guest another value\n", value);
        fail("tiny guest", 0);
    }
    if (address != DEVICE || stored == sizeof stores || bytes != stores[stored] || value != low_bytes(STORED, bytes)) {
        say("init: tiny: store %d has %d bytes, %x, at %x\n", stored + 1, (long)bytes, value, address);
        fail("tiny guest", 0);
    }
    stored++;
}

void tiny(const char *command_line)
{
    (void)command_line;
    static const struct mmio_device device = {load, store};
    struct vmm vmm;
    loaded = stored = 0;
    vmm_create(&vmm, 65536);
    memcpy(vmm.ram, tiny_guest, (u64)(tiny_guest_end - tiny_guest));
    vmm_run(&vmm, GUEST_RAM, 0, &device);
    vmm_destroy(&vmm);
    if (loaded != sizeof loads || stored != sizeof stores)
        fail("tiny guest, which left exits out,", 0);
    say("tiny: %d loads and %d stores by MMIO exits, then shutdown\n", loaded, stored);
}
