/*
 * A mix of what user programs do, the same in each round, so that it can be measured in a steady state: computing, starting
 * processes, pipes between them, memory that is mapped and touched, files, system calls. bench.rounds= says how many rounds; the
 * ones before the line "bench: begin", of which bench.warm= says how many, warm the caches of whoever executes us.
 */
#include "init.h"
#include <linux/fcntl.h>
#include <linux/mman.h>

#define WARM_UP 4
#define ROUNDS 160

static u64 seed;
static char file_name[] = "/tmp/bench0"; /* each process of stress its own */

static u64 random_word(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static u32 crc_table[256];

static void make_crc_table(void)
{
    for (u32 i = 0; i < 256; i++) {
        u32 value = i;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? value >> 1 ^ 0xEDB88320 : value >> 1;
        crc_table[i] = value;
    }
}

static u32 crc(const u8 *data, u64 bytes)
{
    u32 value = ~0u;
    while (bytes--)
        value = crc_table[(u8)value ^ *data++] ^ value >> 8;
    return ~value;
}

static void sort(u32 *a, long low, long high)
{
    while (low < high) {
        u32 pivot = a[(low + high) / 2];
        long i = low, j = high;
        while (i <= j) {
            while (a[i] < pivot)
                i++;
            while (a[j] > pivot)
                j--;
            if (i <= j) {
                u32 t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        sort(a, low, j);
        low = i;
    }
}

/* Checksum, sort, matrix product, sieve. */
static u64 compute(void)
{
    static u8 data[65536];
    static u32 keys[8192];
    static int left[32][32], right[32][32];
    static u8 composite[32768];
    u64 sum = 0;
    for (u64 i = 0; i < sizeof data; i += 8) {
        u64 word = random_word();
        memcpy(data + i, &word, 8);
    }
    sum += crc(data, sizeof data);
    for (int i = 0; i < 8192; i++)
        keys[i] = (u32)random_word();
    sort(keys, 0, 8191);
    for (int i = 0; i < 8192; i += 512)
        sum = sum * 31 + keys[i];
    for (int i = 0; i < 32; i++)
        for (int j = 0; j < 32; j++)
            left[i][j] = (int)random_word(), right[i][j] = (int)(random_word() >> 9);
    for (int i = 0; i < 32; i++)
        for (int j = 0; j < 32; j++) {
            int product = 0;
            for (int k = 0; k < 32; k++)
                product += left[i][k] * right[k][j];
            sum = sum * 31 + (u32)product;
        }
    memset(composite, 0, sizeof composite);
    for (u64 i = 2; i < sizeof composite; i++) {
        if (composite[i])
            continue;
        sum++;
        for (u64 j = 2 * i; j < sizeof composite; j += i)
            composite[j] = 1;
    }
    return sum;
}

/* A process that starts this program again, six times. */
static u64 processes(void)
{
    static char *const arguments[] = {"/init", "bench-child", 0};
    static char *const environment[] = {0};
    u64 sum = 0;
    for (int i = 0; i < 6; i++) {
        long child = fork_process();
        if (child == 0) {
            CALL3(execve, arguments[0], arguments, environment);
            exit_process(1);
        }
        sum = sum * 31 + (u64)wait_for(child);
    }
    return sum;
}

int bench_child(void)
{
    u8 *memory = map_memory(16 * 4096);
    for (int i = 0; i < 16; i++)
        memory[i * 4096] = (u8)i;
    return memory[7 * 4096] + 35;
}

/* Words that go through two pipes to another process and come back. */
static u64 pipes(void)
{
    int there[2], back[2];
    must("pipe2", CALL2(pipe2, there, 0));
    must("pipe2", CALL2(pipe2, back, 0));
    long child = fork_process();
    if (child == 0) {
        CALL1(close, there[1]);
        u64 word;
        while (CALL3(read, there[0], &word, 8) == 8) {
            word = word * 3 + 1;
            CALL3(write, back[1], &word, 8);
        }
        exit_process(0);
    }
    CALL1(close, there[0]);
    CALL1(close, back[1]);
    u64 word = 1;
    for (int i = 0; i < 100; i++) {
        must("write to a pipe", CALL3(write, there[1], &word, 8));
        must("read from a pipe", CALL3(read, back[0], &word, 8));
    }
    CALL1(close, there[1]);
    CALL1(close, back[0]);
    return word + (u64)wait_for(child);
}

static u64 mappings(void)
{
    u64 sum = 0;
    for (int i = 0; i < 4; i++) {
        u64 *memory = map_memory(64 * 4096);
        for (int page = 0; page < 64; page++)
            memory[page * 512 + i] = (u64)page;
        for (int page = 0; page < 64; page++)
            sum = sum * 31 + memory[page * 512 + i] + memory[page * 512 + i + 1];
        must("mprotect", CALL3(mprotect, memory, 32 * 4096, PROT_READ));
        must("munmap", CALL2(munmap, memory, 64 * 4096));
    }
    return sum;
}

static u64 files(void)
{
    static u8 block[4096];
    u64 sum = 0;
    int file = (int)must(file_name, open_file(file_name, O_RDWR | O_CREAT | O_TRUNC));
    for (int i = 0; i < 32; i++) {
        memset(block, i, sizeof block);
        must("write", CALL3(write, file, block, sizeof block));
    }
    must("lseek", CALL3(lseek, file, 0, 0));
    while (must("read", CALL3(read, file, block, sizeof block)) > 0)
        sum = sum * 31 + block[100];
    CALL1(close, file);
    must("unlinkat", CALL3(unlinkat, AT_FDCWD, file_name, 0));
    for (int i = 0; i < 500; i++)
        sum += (u64)CALL0(getppid);
    return sum;
}

static u64 rounds(u64 count)
{
    u64 sum = 0;
    for (u64 i = 0; i < count; i++) {
        sum = sum * 31 + compute();
        sum = sum * 31 + processes();
        sum = sum * 31 + pipes();
        sum = sum * 31 + mappings();
        sum = sum * 31 + files();
    }
    return sum;
}

void bench(const char *command_line)
{
    u64 count = number(option(command_line, "bench.rounds"), ROUNDS);
    seed = 0x9E3779B97F4A7C15;
    make_crc_table();
    rounds(number(option(command_line, "bench.warm"), WARM_UP));
    say("bench: begin\n");
    u64 sum = rounds(count);
    say("bench: end, %d rounds, sum %x\n", count, sum);
}

/* A process that does a round on numbers of its own; what it found is its exit code. */
static long worker(int number)
{
    long child = fork_process();
    if (child == 0) {
        seed = (u64)number + 1;
        file_name[sizeof file_name - 2] = (char)('0' + number);
        exit_process((int)(rounds(1) % 251));
    }
    return child;
}

#define WORKERS 6

void stress(const char *command_line)
{
    (void)command_line;
    long children[WORKERS];
    int found[WORKERS];
    make_crc_table();
    for (int i = 0; i < WORKERS; i++)
        children[i] = worker(i);
    for (int i = 0; i < WORKERS; i++)
        found[i] = wait_for(children[i]);
    for (int i = 0; i < WORKERS; i++)
        if (wait_for(worker(i)) != found[i])
            fail("one process's result, which was another among others,", 0);
    say("stress: %d processes at once found what each finds alone\n", (long)WORKERS);
}
