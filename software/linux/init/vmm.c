#include "vmm.h"
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/kvm.h>

#define SBI_PUTCHAR 1
#define SBI_GETCHAR 2
#define EINTR 4

static long control(const char *what, int file, u64 request, const void *argument)
{
    return must(what, CALL3(ioctl, file, request, argument));
}

void vmm_create(struct vmm *vmm, u64 ram_bytes)
{
    int kvm = (int)must("/dev/kvm", open_file("/dev/kvm", O_RDWR));
    int machine = (int)control("KVM_CREATE_VM", kvm, KVM_CREATE_VM, 0);
    memset(vmm, 0, sizeof *vmm);
    vmm->ram = map_memory(ram_bytes);
    vmm->ram_bytes = ram_bytes;
    struct kvm_userspace_memory_region region = {
        .guest_phys_addr = GUEST_RAM, .memory_size = ram_bytes, .userspace_addr = (u64)vmm->ram};
    control("KVM_SET_USER_MEMORY_REGION", machine, KVM_SET_USER_MEMORY_REGION, &region);
    vmm->vcpu = (int)control("KVM_CREATE_VCPU", machine, KVM_CREATE_VCPU, 0);
    long size = control("KVM_GET_VCPU_MMAP_SIZE", kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    vmm->run = (void *)must("mmap of a vcpu", CALL6(mmap, 0, size, PROT_READ | PROT_WRITE, MAP_SHARED, vmm->vcpu, 0));
    CALL1(close, machine);
    CALL1(close, kvm);
}

void vmm_destroy(struct vmm *vmm)
{
    CALL2(munmap, vmm->run, 4096);
    CALL1(close, vmm->vcpu);
    CALL2(munmap, vmm->ram, vmm->ram_bytes);
}

static void set_register(struct vmm *vmm, u64 number, u64 value)
{
    struct kvm_one_reg reg = {.id = KVM_REG_RISCV | KVM_REG_SIZE_U64 | KVM_REG_RISCV_CORE | number, .addr = (u64)&value};
    control("KVM_SET_ONE_REG", vmm->vcpu, KVM_SET_ONE_REG, &reg);
}

static void mmio(struct kvm_run *run, const struct mmio_device *device)
{
    u64 value = 0;
    if (run->mmio.is_write) {
        memcpy(&value, run->mmio.data, run->mmio.len);
        device->store(run->mmio.phys_addr, run->mmio.len, value);
    } else {
        value = device->load(run->mmio.phys_addr, run->mmio.len);
        memcpy(run->mmio.data, &value, run->mmio.len);
    }
}

/* The calls that KVM leaves to us: the console of SBI 0.1. */
static void sbi(struct kvm_run *run)
{
    switch (run->riscv_sbi.extension_id) {
    case SBI_PUTCHAR:
        guest_put((u8)run->riscv_sbi.args[0]);
        run->riscv_sbi.ret[0] = 0;
        break;
    case SBI_GETCHAR:
        run->riscv_sbi.ret[0] = (unsigned long)-1;
        break;
    default:
        say("init: the guest calls SBI extension %x\n", (u64)run->riscv_sbi.extension_id);
        fail("guest", 0);
    }
}

void vmm_run(struct vmm *vmm, u64 pc, u64 argument, const struct mmio_device *device)
{
    set_register(vmm, KVM_REG_RISCV_CORE_REG(regs.pc), pc);
    set_register(vmm, KVM_REG_RISCV_CORE_REG(regs.a0), 0);
    set_register(vmm, KVM_REG_RISCV_CORE_REG(regs.a1), argument);
    for (;;) {
        long result = CALL3(ioctl, vmm->vcpu, KVM_RUN, 0);
        if (result == -EINTR)
            continue;
        if (result < 0) {
            say("init: the guest stops after %d MMIO and %d SBI exits\n", vmm->mmio_exits, vmm->sbi_exits);
            fail("KVM_RUN", result);
        }
        struct kvm_run *run = vmm->run;
        switch (run->exit_reason) {
        case KVM_EXIT_MMIO:
            vmm->mmio_exits++;
            mmio(run, device);
            break;
        case KVM_EXIT_RISCV_SBI:
            vmm->sbi_exits++;
            sbi(run);
            break;
        case KVM_EXIT_SYSTEM_EVENT:
            if (run->system_event.type == KVM_SYSTEM_EVENT_SHUTDOWN)
                return;
            /* fall through */
        default:
            say("init: the guest ends with KVM exit %d\n", (long)run->exit_reason);
            fail("guest", 0);
        }
    }
}
