/* A virtual machine of one hart by /dev/kvm. */
#ifndef VMM_H
#define VMM_H
#include "system.h"

#define GUEST_RAM 0x80000000UL

/* A device for the guest's MMIO exits. */
struct mmio_device {
    u64 (*load)(u64 address, u32 bytes);
    void (*store)(u64 address, u32 bytes, u64 value);
};

struct vmm {
    int vcpu;
    struct kvm_run *run;
    u8 *ram;
    u64 ram_bytes;
    long mmio_exits;
    long sbi_exits;
};

/* A machine with so much RAM at GUEST_RAM, and its hart. */
void vmm_create(struct vmm *vmm, u64 ram_bytes);
/* Runs from pc with a0 = 0 and a1 = argument until the guest shuts down by SBI; anything else it does ends init with a message. */
void vmm_run(struct vmm *vmm, u64 pc, u64 argument, const struct mmio_device *device);
void vmm_destroy(struct vmm *vmm);

/* guest_console.c: the guest's characters, line by line to ours. */
void guest_put(u8 octet);
/* What is left of a line. */
void guest_flush(void);

/* uart16550.c: a serial port whose registers begin at 0x10000000; its output is the guest's console. */
extern const struct mmio_device uart16550;
#endif
