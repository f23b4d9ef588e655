// The C interface between the JVM and one Verilator model. Its other side is NativeModel.java: what is here and what is there must
// change together. model.h is written for each model; everything else is here.
#include "model.h"

#include "verilated_save.h"
#include "verilated_syms.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// The design's own $stop, $finish and Verilator's run-time errors end a call, never the JVM.
void vl_finish(const char* file, int line, const char*) {
    throw std::runtime_error(std::string("the Verilog called $finish at ") + file + ":" + std::to_string(line));
}
void vl_stop(const char* file, int line, const char*) {
    throw std::runtime_error(std::string("the Verilog called $stop at ") + file + ":" + std::to_string(line));
}
void vl_fatal(const char* file, int line, const char*, const char* message) {
    throw std::runtime_error(std::string(message) + " (" + file + ":" + std::to_string(line) + ")");
}

namespace {

struct Clock {
    uint8_t* net;
    int64_t period;  // in cycles of the main clock
    int64_t phase;
};

struct Check {
    const uint8_t* event;  // 1 when the check fails, or the cover is reached, at the coming edge
    int64_t clock;
    int64_t cover;
    int64_t count;  // how often a cover was reached
};

// One value in a row of 64-bit words. Tables of them are sorted by size: 1, 2, 4, 8 bytes, then wider.
struct Field {
    uint8_t* net;
    int64_t bytes;
    int64_t word;
};

struct Table {
    const Field* fields;
    int64_t ends[5];  // where the fields of each size end
};

enum Status : int64_t { OK = 0, REACHED = 1, CHECK_FAILED = 2, BROKEN = 3 };

// Laid out by NativeModel.java, which owns the memory.
struct Control {
    int64_t cycle;        // of the main clock, since power-up
    int64_t failedCheck;  // index, after CHECK_FAILED
    int64_t clockCount;
    const Clock* clocks;  // the main clock first
    int64_t checkCount;
    Check* checks;
    Table state;
    Table inputs;
    int64_t stateWords;
    int64_t inputWords;
};

struct Sim {
    VerilatedContext context;
    std::unique_ptr<Vm> model;
    Control* control = nullptr;
    std::vector<uint8_t*> due;   // nets of the clocks that tick in this cycle
    std::vector<uint8_t> ticks;  // by clock
    std::string message;
    std::string saved;
};

template <typename T>
inline void readGroup(const Field* from, const Field* to, uint64_t* row) {
    for (const Field* f = from; f < to; ++f) row[f->word] = *reinterpret_cast<const T*>(f->net);
}

void readRow(const Table& t, uint64_t* row) {
    const Field* f = t.fields;
    readGroup<uint8_t>(f, f + t.ends[0], row);
    readGroup<uint16_t>(f + t.ends[0], f + t.ends[1], row);
    readGroup<uint32_t>(f + t.ends[1], f + t.ends[2], row);
    readGroup<uint64_t>(f + t.ends[2], f + t.ends[3], row);
    for (int64_t i = t.ends[3]; i < t.ends[4]; ++i) {
        if (f[i].bytes & 4) row[f[i].word + f[i].bytes / 8] = 0;
        std::memcpy(row + f[i].word, f[i].net, f[i].bytes);
    }
}

template <typename T>
inline void writeGroup(const Field* from, const Field* to, const uint64_t* row) {
    for (const Field* f = from; f < to; ++f) *reinterpret_cast<T*>(f->net) = static_cast<T>(row[f->word]);
}

void writeRow(const Table& t, const uint64_t* row) {
    const Field* f = t.fields;
    writeGroup<uint8_t>(f, f + t.ends[0], row);
    writeGroup<uint16_t>(f + t.ends[0], f + t.ends[1], row);
    writeGroup<uint32_t>(f + t.ends[1], f + t.ends[2], row);
    writeGroup<uint64_t>(f + t.ends[2], f + t.ends[3], row);
    for (int64_t i = t.ends[3]; i < t.ends[4]; ++i) std::memcpy(f[i].net, row + f[i].word, f[i].bytes);
}

// Looks at the checks whose clock ticks in this cycle; the values of wires must be those just before the edge.
bool checksHold(Sim& s) {
    Control& c = *s.control;
    for (int64_t i = 0; i < c.checkCount; ++i) {
        Check& check = c.checks[i];
        if (VL_LIKELY(!*check.event) || !s.ticks[check.clock]) continue;
        if (check.cover) {
            ++check.count;
        } else {
            c.failedCheck = i;
            return false;
        }
    }
    return true;
}

void findDue(Sim& s) {
    const Control& c = *s.control;
    s.due.clear();
    for (int64_t i = 0; i < c.clockCount; ++i) {
        s.ticks[i] = c.cycle % c.clocks[i].period == c.clocks[i].phase;
        if (s.ticks[i]) s.due.push_back(c.clocks[i].net);
    }
}

// One cycle, looked at by everything; wires must be settled when there are checks.
inline bool cycle(Sim& s) {
    Control& c = *s.control;
    if (c.clockCount > 1) findDue(s);
    if (c.checkCount && !checksHold(s)) return false;
    for (uint8_t* net : s.due) *net = 1;
    s.model->eval();
    for (uint8_t* net : s.due) *net = 0;
    s.model->eval();
    ++c.cycle;
    return true;
}

Status run(Sim& s, int64_t cycles) {
    Control& c = *s.control;
    if (c.clockCount == 1 && !c.checkCount) {
        Vm& model = *s.model;
        uint8_t& clock = *c.clocks[0].net;
        for (int64_t i = 0; i < cycles; ++i) {
            clock = 1;
            model.eval();
            clock = 0;
            model.eval();
        }
        c.cycle += cycles;
        return OK;
    }
    for (int64_t i = 0; i < cycles; ++i) {
        if (!cycle(s)) return CHECK_FAILED;
    }
    return OK;
}

Status runUntil(Sim& s, const uint8_t* condition, int64_t cycles) {
    for (int64_t i = 0; i < cycles; ++i) {
        if (*condition) return REACHED;
        if (!cycle(s)) return CHECK_FAILED;
    }
    return *condition ? REACHED : OK;
}

Status rows(Sim& s, int64_t cycles, const uint64_t* inputs, uint64_t* states) {
    Control& c = *s.control;
    const uint64_t* before = nullptr;
    for (int64_t i = 0; i < cycles; ++i) {
        if (inputs && (!before || std::memcmp(before, inputs, c.inputWords * 8) != 0)) {
            writeRow(c.inputs, inputs);
            s.model->eval();
        }
        before = inputs;
        if (inputs) inputs += c.inputWords;
        readRow(c.state, states);
        states += c.stateWords;
        if (!cycle(s)) return CHECK_FAILED;
    }
    return OK;
}

class Saver final : public VerilatedSerialize {
    std::string& m_to;

public:
    explicit Saver(std::string& to) : m_to(to) { m_isOpen = true; }
    ~Saver() override { flush(); }
    void flush() override {
        m_to.append(reinterpret_cast<const char*>(m_bufp), m_cp - m_bufp);
        m_cp = m_bufp;
    }
};

class Restorer final : public VerilatedDeserialize {
    const uint8_t* m_from;
    size_t m_left;

protected:
    void fill() override {
        const size_t kept = m_endp - m_cp;
        std::memmove(m_bufp, m_cp, kept);
        const size_t more = std::min(m_left, bufferSize() - kept);
        std::memcpy(m_bufp + kept, m_from, more);
        m_from += more;
        m_left -= more;
        m_cp = m_bufp;
        m_endp = m_bufp + kept + more;
    }

public:
    Restorer(const uint8_t* from, size_t size) : m_from(from), m_left(size) {
        m_isOpen = true;
        m_endp = m_cp;
    }
};

// Verilator's run time finds the context through the thread, and instances of one library share that pointer.
inline void select(Sim* s) { Verilated::threadContextp(&s->context); }

template <typename Body>
int64_t guarded(Sim* s, Body body) {
    select(s);
    try {
        return body();
    } catch (const std::exception& e) {
        s->message = e.what();
        return BROKEN;
    }
}

}  // namespace

#define HAIOV_API extern "C" __attribute__((visibility("default")))

HAIOV_API Sim* haiov_new() {
    Sim* s = new Sim;
    select(s);
    s->context.randReset(0);
    s->model = std::make_unique<Vm>(&s->context, "TOP");
    return s;
}

HAIOV_API void haiov_delete(Sim* s) {
    select(s);
    delete s;
    Verilated::threadContextp(nullptr);
}

HAIOV_API const char* haiov_message(const Sim* s) { return s->message.c_str(); }

// Addresses of the ports, then of the public signals, in model.h's order; a signal that Verilator does not show stays null.
HAIOV_API void haiov_addresses(Sim* s, void** to) {
    portAddresses(*s->model, to);
    to += PORTS;
    for (int i = 0; i < SIGNALS; ++i) {
        const VerilatedScope* scope = s->context.scopeFind((std::string("TOP.") + SIGNAL[i].scope).c_str());
        const VerilatedVar* var = scope ? scope->varFind(SIGNAL[i].name) : nullptr;
        to[i] = var ? var->datap() : nullptr;
    }
}

HAIOV_API int64_t haiov_start(Sim* s, Control* control) {
    s->control = control;
    s->ticks.assign(control->clockCount, 1);
    s->due.assign(1, control->clocks[0].net);
    return guarded(s, [=] { return s->model->eval(), OK; });
}

HAIOV_API int64_t haiov_eval(Sim* s) {
    return guarded(s, [=] { return s->model->eval(), OK; });
}

// Works out every wire anew, after state was written from outside.
HAIOV_API int64_t haiov_settle(Sim* s) {
    return guarded(s, [=] { return settle(s->model->rootp), OK; });
}

HAIOV_API int64_t haiov_run(Sim* s, int64_t cycles) {
    return guarded(s, [=] { return run(*s, cycles); });
}

HAIOV_API int64_t haiov_run_until(Sim* s, const uint8_t* condition, int64_t cycles) {
    return guarded(s, [=] { return runUntil(*s, condition, cycles); });
}

HAIOV_API int64_t haiov_rows(Sim* s, int64_t cycles, const uint64_t* inputs, uint64_t* states) {
    return guarded(s, [=] { return rows(*s, cycles, inputs, states); });
}

HAIOV_API void haiov_read_row(const Table* table, uint64_t* row) { readRow(*table, row); }

// Bytes of the saved state, which stay until the next call.
HAIOV_API int64_t haiov_save(Sim* s, const char** bytes) {
    select(s);
    s->saved.clear();
    {
        Saver saver(s->saved);
        saver << *s->model;
    }
    *bytes = s->saved.data();
    return static_cast<int64_t>(s->saved.size());
}

HAIOV_API int64_t haiov_restore(Sim* s, const uint8_t* bytes, int64_t size) {
    return guarded(s, [=] {
        Restorer restorer(bytes, size);
        restorer >> *s->model;
        return OK;
    });
}
