/*
 * init: says that it is up, does what haiov= of the kernel's command line names, one after the other, and powers off.
 *   haiov=tiny,guest-sbi   modes by name, see below; none: only power-off
 *   role=guest             its first line begins with the role
 */
#include "init.h"

struct mode {
    const char *name;
    void (*run)(const char *command_line);
};

static const struct mode modes[] = {
    {"bench", bench},
    {"stress", stress},
    {"tiny", tiny},
    {"guest-sbi", guest_sbi},
    {"guest-uart", guest_uart},
    {"disk", disk},
    {"hvc", hvc},
};

static void mount(const char *type, const char *at)
{
    must(at, system_call(__NR_mount, (long)type, (long)at, (long)type, 0, 0, 0));
}

/* How many harts run: lines "processor" of /proc/cpuinfo. */
static long harts_online(void)
{
    static char text[4096];
    must("/proc/cpuinfo", read_text("/proc/cpuinfo", text, sizeof text));
    long harts = 0;
    for (const char *at = text; *at; at++)
        if ((at == text || at[-1] == '\n') && at[0] == 'p' && at[1] == 'r' && at[2] == 'o')
            harts++;
    return harts;
}

static void run_modes(const char *command_line)
{
    const char *at = option(command_line, "haiov");
    while (at && *at && *at != ' ' && *at != '\n') {
        char name[32];
        u64 n = 0;
        for (; *at && *at != ',' && *at != ' ' && *at != '\n'; at++)
            if (n < sizeof name - 1)
                name[n++] = *at;
        name[n] = 0;
        if (*at == ',')
            at++;
        u64 i = 0;
        while (i < sizeof modes / sizeof *modes && !same(modes[i].name, name))
            i++;
        if (i == sizeof modes / sizeof *modes)
            say("init: there is no mode %s\n", name);
        else
            modes[i].run(command_line);
    }
}

int main(int count, char **arguments)
{
    if (count > 1 && same(arguments[1], "bench-child"))
        return bench_child();
    static char command_line[1024];
    mount("proc", "/proc");
    must("/proc/cmdline", read_text("/proc/cmdline", command_line, sizeof command_line));
    const char *role = option(command_line, "role");
    say("%sinit: up, %d harts online\n", role && *role == 'g' ? "guest " : "", harts_online());
    mount("devtmpfs", "/dev");
    mount("tmpfs", "/tmp");
    run_modes(command_line);
    print("init: power off\n");
    power_off();
}
