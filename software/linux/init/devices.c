/* Linux's own drivers of the virtio devices at work: what they make of the devices, init says. */
#include "init.h"
#include <linux/fcntl.h>
#include <linux/fs.h>

#define PATTERN_AT 0x10000
#define PATTERN_BYTES 0x20000

static u64 pattern(u64 word)
{
    return (word + 1) * 0x9E3779B97F4A7C15;
}

/* Writes a pattern, brings it to the disk, lets Linux forget what it has in memory, and reads it back. */
static void write_and_read(int disk)
{
    u64 *words = map_memory(PATTERN_BYTES);
    for (u64 i = 0; i < PATTERN_BYTES / 8; i++)
        words[i] = pattern(i);
    must("lseek", CALL3(lseek, disk, PATTERN_AT, 0));
    if (CALL3(write, disk, words, PATTERN_BYTES) != PATTERN_BYTES)
        fail("write to /dev/vda", 0);
    must("fsync", CALL1(fsync, disk));
    must("BLKFLSBUF", CALL3(ioctl, disk, BLKFLSBUF, 0));
    memset(words, 0, PATTERN_BYTES);
    must("lseek", CALL3(lseek, disk, PATTERN_AT, 0));
    if (CALL3(read, disk, words, PATTERN_BYTES) != PATTERN_BYTES)
        fail("read from /dev/vda", 0);
    for (u64 i = 0; i < PATTERN_BYTES / 8; i++)
        if (words[i] != pattern(i))
            fail("what /dev/vda gave back, its contents,", 0);
    say("disk: %d bytes written, flushed and read back\n", (long)PATTERN_BYTES);
}

void disk(const char *command_line)
{
    (void)command_line;
    char text[17] = "";
    u64 bytes = 0;
    int read_only = 0;
    int file = (int)must("/dev/vda", open_file("/dev/vda", O_RDONLY));
    must("BLKGETSIZE64", CALL3(ioctl, file, BLKGETSIZE64, &bytes));
    must("BLKROGET", CALL3(ioctl, file, BLKROGET, &read_only));
    must("read from /dev/vda", CALL3(read, file, text, 16));
    CALL1(close, file);
    say("disk: %d bytes%s, begins with %s\n", bytes, read_only ? ", read-only" : "", text);
    if (!read_only) {
        file = (int)must("/dev/vda", open_file("/dev/vda", O_RDWR));
        write_and_read(file);
        CALL1(close, file);
    }
}

void hvc(const char *command_line)
{
    (void)command_line;
    char line[64];
    int file = (int)must("/dev/hvc1", open_file("/dev/hvc1", O_RDWR));
    static const char ready[] = "hvc: ready\n";
    must("write to /dev/hvc1", CALL3(write, file, ready, sizeof ready - 1));
    long have = must("read from /dev/hvc1", CALL3(read, file, line, sizeof line - 1));
    line[have > 0 && line[have - 1] == '\n' ? have - 1 : have] = 0;
    say("hvc: a line of %d bytes came in: %s\n", have, line);
    CALL1(close, file);
}
