/* A Linux guest: the host's own Image, from /guest of the initramfs. The addresses are those of guest.dts. */
#include "init.h"
#include "vmm.h"
#include <linux/fcntl.h>

#define RAM_BYTES 0x01000000UL
#define IMAGE 0x00200000UL
#define INITRAMFS 0x00e00000UL
#define TREE 0x00f00000UL

static void load(struct vmm *vmm, u64 at, u64 end, const char *path)
{
    int file = (int)must(path, open_file(path, O_RDONLY));
    long bytes;
    while ((bytes = must(path, CALL3(read, file, vmm->ram + at, end - at))) > 0)
        at += (u64)bytes;
    CALL1(close, file);
    if (at == end) {
        say("init: %s is larger than its place in the guest\n", path);
        fail("guest", 0);
    }
}

static void boot(const char *tree)
{
    struct vmm vmm;
    vmm_create(&vmm, RAM_BYTES);
    load(&vmm, IMAGE, INITRAMFS, "/guest/Image");
    load(&vmm, INITRAMFS, TREE, "/guest/initramfs.cpio");
    load(&vmm, TREE, RAM_BYTES, tree);
    vmm_run(&vmm, GUEST_RAM + IMAGE, GUEST_RAM + TREE, &uart16550);
    guest_flush();
    say("guest: %d MMIO exits, %d SBI exits, then shutdown\n", vmm.mmio_exits, vmm.sbi_exits);
    vmm_destroy(&vmm);
}

void guest_sbi(const char *command_line)
{
    (void)command_line;
    boot("/guest/guest-sbi.dtb");
}

void guest_uart(const char *command_line)
{
    (void)command_line;
    boot("/guest/guest-uart.dtb");
}
