/*
 * A compute loop of the kind that CoreMark is: linked lists, matrices, a state machine over text, a CRC over all results. Many small
 * functions, data-dependent branches, memory within 64 KiB. Writes "begin", works, writes "end" and the CRC.
 */
#include "machine.h"

#ifndef ITERATIONS
#define ITERATIONS 1000
#endif

#define NODES 96
#define SIZE 24

typedef unsigned short u16;

struct node {
    struct node *next;
    short value;
    u16 index;
};

static struct node nodes[NODES];
static short left[SIZE][SIZE], right[SIZE][SIZE];
static int product[SIZE][SIZE];
static const char text[] = "5012,+1.5e3,-0x1F,abc,99999,1e,+,-7.25,0,12e-4,T0.3e-1F,8F,,3.1415926,0xZ,--4,600000000,";

static u16 crc_byte(u16 crc, unsigned char data)
{
    for (int i = 0; i < 8; i++) {
        unsigned bit = (crc ^ data) & 1;
        crc >>= 1;
        if (bit)
            crc ^= 0xA001;
        data >>= 1;
    }
    return crc;
}

static __attribute__((noinline)) u16 crc_word(u16 crc, u32 value)
{
    for (int i = 0; i < 4; i++)
        crc = crc_byte(crc, (unsigned char)(value >> 8 * i));
    return crc;
}

/* --- lists --- */

static struct node *list_make(u32 seed)
{
    for (int i = 0; i < NODES; i++) {
        seed = seed * 1103515245 + 12345;
        nodes[i].value = (short)(seed >> 16);
        nodes[i].index = (u16)i;
        nodes[i].next = i + 1 < NODES ? &nodes[i + 1] : 0;
    }
    return nodes;
}

static __attribute__((noinline)) struct node *list_reverse(struct node *list)
{
    struct node *done = 0;
    while (list) {
        struct node *next = list->next;
        list->next = done;
        done = list;
        list = next;
    }
    return done;
}

static __attribute__((noinline)) struct node *list_find(struct node *list, short value)
{
    while (list && (list->value & 0xFF) != (value & 0xFF))
        list = list->next;
    return list;
}

static int by_value(const struct node *a, const struct node *b)
{
    return a->value - b->value;
}

static int by_index(const struct node *a, const struct node *b)
{
    return a->index - b->index;
}

/* Merge sort from short runs to long ones, the order given by a function. */
static __attribute__((noinline)) struct node *list_sort(struct node *list, int (*compare)(const struct node *, const struct node *))
{
    for (int run = 1;; run *= 2) {
        struct node *rest = list, **tail = &list;
        int merges = 0;
        while (rest) {
            struct node *a = rest, *b = rest;
            int as = 0, bs = run;
            merges++;
            for (; as < run && b; as++)
                b = b->next;
            while (as > 0 || (bs > 0 && b)) {
                struct node *take;
                if (as > 0 && (bs == 0 || !b || compare(a, b) <= 0)) {
                    take = a;
                    a = a->next;
                    as--;
                } else {
                    take = b;
                    b = b->next;
                    bs--;
                }
                *tail = take;
                tail = &take->next;
            }
            rest = b;
        }
        *tail = 0;
        if (merges <= 1)
            return list;
    }
}

static u16 lists(u32 seed, u16 crc)
{
    struct node *list = list_make(seed);
    list = list_sort(list, by_value);
    for (int i = 0; i < 16; i++) {
        struct node *found = list_find(list, (short)(seed + (u32)i));
        crc = crc_word(crc, found ? found->index : 0xFFFF);
        list = list_reverse(list);
    }
    list = list_sort(list, by_index);
    for (struct node *n = list; n; n = n->next)
        crc = crc_word(crc, (u32)n->value);
    return crc;
}

/* --- matrices --- */

static __attribute__((noinline)) void matrix_fill(u32 seed)
{
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            seed = (seed + (u32)(i * j)) * 1664525 + 1013904223;
            left[i][j] = (short)(seed >> 16);
            right[i][j] = (short)(seed >> 8);
        }
}

static __attribute__((noinline)) void matrix_multiply(void)
{
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            int sum = 0;
            for (int k = 0; k < SIZE; k++)
                sum += left[i][k] * right[k][j];
            product[i][j] = sum;
        }
}

static __attribute__((noinline)) int matrix_fold(int clip)
{
    int sum = 0, last = 0;
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            int bits = product[i][j] >> 2 & 0xF, fields = product[i][j] >> 5 & 0x7F;
            sum += bits * fields > last ? 10 : 1;
            last = bits * fields;
            if (sum > clip)
                sum = 0;
        }
    return sum;
}

static u16 matrices(u32 seed, u16 crc)
{
    matrix_fill(seed);
    matrix_multiply();
    crc = crc_word(crc, (u32)matrix_fold((int)(seed & 0x3FF) + 64));
    return crc_word(crc, (u32)product[seed % SIZE][seed / 7 % SIZE]);
}

/* --- a state machine that reads numbers --- */

enum state { START, SIGN, INTEGER, POINT, FRACTION, EXPONENT, SCIENTIFIC, INVALID, STATES };

static enum state step(enum state state, char c)
{
    int digit = c >= '0' && c <= '9';
    switch (state) {
    case START:
        return digit ? INTEGER : c == '+' || c == '-' ? SIGN : c == '.' ? POINT : INVALID;
    case SIGN:
        return digit ? INTEGER : c == '.' ? POINT : INVALID;
    case INTEGER:
        return digit ? INTEGER : c == '.' ? POINT : c == 'e' ? EXPONENT : INVALID;
    case POINT:
        return digit ? FRACTION : INVALID;
    case FRACTION:
        return digit ? FRACTION : c == 'e' ? EXPONENT : INVALID;
    case EXPONENT:
        return digit || c == '-' ? SCIENTIFIC : INVALID;
    case SCIENTIFIC:
        return digit ? SCIENTIFIC : INVALID;
    default:
        return INVALID;
    }
}

static __attribute__((noinline)) u16 states(u32 seed, u16 crc)
{
    u32 ends[STATES] = {0}, steps[STATES] = {0};
    for (int round = 0; round < 4; round++) {
        enum state state = START;
        for (const char *p = text; *p; p++) {
            char c = *p;
            if (c == ',') {
                ends[state]++;
                state = START;
                continue;
            }
            if ((seed >> ((p - text) & 31) & 1) && round & 1)
                c ^= 1;
            state = step(state, c);
            steps[state]++;
        }
    }
    for (int i = 0; i < STATES; i++)
        crc = crc_word(crc, ends[i] << 16 | steps[i]);
    return crc;
}

int main(void)
{
    print("begin\n");
    u16 crc = 0;
    for (u32 i = 0; i < ITERATIONS; i++) {
        u32 seed = i * 2654435761u + crc;
        crc = lists(seed, crc);
        crc = matrices(seed, crc);
        crc = states(seed, crc);
    }
    print("end ");
    print_hex(crc);
    print("\n");
    return 0;
}
