// The peer's main loop: argument 1 cycles unmeasured, argument 2 cycles measured.
#include "Vtop.h"
#include "verilated.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>

static long long processorNanoseconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int, char** argv) {
    const auto context = std::make_unique<VerilatedContext>();
    const auto top = std::make_unique<Vtop>(context.get());
    const auto run = [&](long long cycles) {
        for (long long i = 0; i < cycles; ++i) {
            top->clk = 1;
            top->eval();
            top->clk = 0;
            top->eval();
        }
    };
    top->clk = 0;
    top->rst = 1;
    run(1);
    top->rst = 0;
    run(std::atoll(argv[1]));
    const long long cycles = std::atoll(argv[2]);
    const long long start = processorNanoseconds();
    run(cycles);
    const long long ns = processorNanoseconds() - start;
    std::printf("turn %lld %lld %llx\n", cycles, ns, static_cast<unsigned long long>(top->hash));
}
