package org.haiov.sim.lockstep.vi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Cycle;

/**
 * Where the controller's ports stand in the engines' rows: carries a {@link Cycle}'s inputs into an input row and its outputs out of
 * a state row. Names are those of docs/hart-link.md, joined by underscores.
 */
final class Signals {
    private static final List<String> CONTEXT = List.of("utvec", "uscratch", "suscratch", "suatp", "uvictx", "limit");

    /** Byte offsets in rows, per hart where a signal exists once a hart. */
    private record HartInputs(long reqValid, long reqIndex, long reqSlot, long mode, long wfi, long uve, long en, long sClaim, long uEvent,
            long vsEnable, long vsSlot, long vsVcpu, long vsClaim, long vsChange) {}

    private record HartOutputs(long reqReady, long ansValid, long ansOk, long sOffer, long sVid, long sPriority, long uPush, long uVid,
            long[] context, long uWithdraw, long vsOffer, long vsQuiet) {}

    private final int harts;
    private final HartInputs[] in;
    private final HartOutputs[] out;
    private final long regValid;
    private final long regWrite;
    private final long regAddress;
    private final long regSize;
    private final long regWdata;
    private final long regReady;
    private final long rspValid;
    private final long rspError;
    private final long rspRdata;
    private final long answer;
    private final long answerHart;
    private final long answerOk;
    private final long answerVid;
    private final long answerCoalesced;
    private final long sWithdrawn;
    private final long commit;
    private final long commitWrite;
    private final long commitAddress;
    private final long commitWdata;
    private final long commitFull;
    private final long present;
    private final long presentVid;
    private final long presentHart;
    private final long presentLevel;
    private final long presentRank;
    private final long presentFast;
    private final long evict;
    private final long drainDone;
    private final long drainDoneSlot;
    private final long quiet;

    Signals(Configuration size, StateLayout layout) {
        harts = size.harts();
        Offsets inputs = new Offsets(layout.inputs());
        Offsets outputs = new Offsets(layout.state().stream().filter(field -> field.part() == StateLayout.Part.OUTPUT).toList());
        in = new HartInputs[harts];
        out = new HartOutputs[harts];
        for (int h = 0; h < harts; h++) {
            String p = "hart_" + h + "_";
            in[h] = new HartInputs(inputs.at(p + "req_valid"), inputs.at(p + "req_index"), inputs.at(p + "req_slot"),
                    inputs.at(p + "status_mode"), inputs.at(p + "status_wfi"), inputs.at(p + "status_uve"), inputs.at(p + "status_en"),
                    inputs.at(p + "s_claim"), inputs.at(p + "u_event"), inputs.at(p + "vs_enable"), inputs.at(p + "vs_slot"),
                    inputs.at(p + "vs_vcpu"), inputs.at(p + "vs_claim"), inputs.at(p + "vs_change"));
            out[h] = new HartOutputs(outputs.at(p + "req_ready"), outputs.at(p + "ans_valid"), outputs.at(p + "ans_ok"),
                    outputs.at(p + "s_offer"), outputs.at(p + "s_vid"), outputs.at(p + "s_priority"), outputs.at(p + "u_push"),
                    outputs.at(p + "u_vid"), CONTEXT.stream().mapToLong(word -> outputs.at(p + "u_" + word)).toArray(),
                    outputs.at(p + "u_withdraw"), outputs.at(p + "vs_offer"), outputs.at(p + "vs_quiet"));
        }
        regValid = inputs.at("reg_valid");
        regWrite = inputs.at("reg_write");
        regAddress = inputs.at("reg_address");
        regSize = inputs.at("reg_size");
        regWdata = inputs.at("reg_wdata");
        regReady = outputs.at("reg_ready");
        rspValid = outputs.at("rsp_valid");
        rspError = outputs.at("rsp_error");
        rspRdata = outputs.at("rsp_rdata");
        answer = outputs.at("ev_answer_valid");
        answerHart = outputs.at("ev_answer_hart");
        answerOk = outputs.at("ev_answer_ok");
        answerVid = outputs.at("ev_answer_vid");
        answerCoalesced = outputs.at("ev_answer_coalesced");
        sWithdrawn = outputs.at("ev_sWithdrawn");
        commit = outputs.at("ev_regCommit_valid");
        commitWrite = outputs.at("ev_regCommit_write");
        commitAddress = outputs.at("ev_regCommit_address");
        commitWdata = outputs.at("ev_regCommit_wdata");
        commitFull = outputs.at("ev_regCommit_full");
        present = outputs.at("ev_present_valid");
        presentVid = outputs.at("ev_present_vid");
        presentHart = outputs.at("ev_present_hart");
        presentLevel = outputs.at("ev_present_level");
        presentRank = outputs.at("ev_present_rank");
        presentFast = outputs.at("ev_present_fast");
        evict = outputs.at("ev_evict_valid");
        drainDone = outputs.at("ev_drainDone_valid");
        drainDoneSlot = outputs.at("ev_drainDone_slot");
        quiet = outputs.at("ev_quiet");
    }

    private record Offsets(Map<String, Long> bytes) {
        Offsets(List<StateLayout.Field> fields) {
            this(new HashMap<>());
            fields.forEach(field -> bytes.put(field.path(), 8L * field.offset()));
        }

        long at(String name) {
            Long at = bytes.get(name);
            if (at == null) {
                throw new HaiovException("the design has no port " + name + ": it is no VI controller, or not of this many harts");
            }
            return at;
        }
    }

    void drive(Cycle c, MemorySegment row) {
        for (int h = 0; h < harts; h++) {
            HartInputs to = in[h];
            put(row, to.reqValid, c.reqValid >>> h & 1);
            put(row, to.reqIndex, c.reqIndex[h]);
            put(row, to.reqSlot, c.reqSlot[h]);
            put(row, to.mode, c.mode[h]);
            put(row, to.wfi, c.wfi >>> h & 1);
            put(row, to.uve, c.uve >>> h & 1);
            put(row, to.en, c.en >>> h & 1);
            put(row, to.sClaim, c.sClaim >>> h & 1);
            put(row, to.uEvent, c.uEvent[h]);
            put(row, to.vsEnable, c.vsEnable >>> h & 1);
            put(row, to.vsSlot, c.vsSlot[h]);
            put(row, to.vsVcpu, c.vsVcpu[h]);
            put(row, to.vsClaim, c.vsClaim >>> h & 1);
            put(row, to.vsChange, c.vsChange >>> h & 1);
        }
        put(row, regValid, c.regValid ? 1 : 0);
        put(row, regWrite, c.regWrite ? 1 : 0);
        put(row, regAddress, c.regAddress);
        put(row, regSize, c.regSize);
        put(row, regWdata, c.regWdata);
    }

    void observe(MemorySegment row, Cycle c) {
        observeLinks(row, c);
        c.regReady = get(row, regReady) != 0;
        c.rspValid = get(row, rspValid) != 0;
        c.rspError = get(row, rspError) != 0;
        c.rspRdata = get(row, rspRdata);
        c.sWithdrawn = (int) get(row, sWithdrawn);
        c.answerValid = get(row, answer) != 0;
        if (c.answerValid) {
            c.answerHart = (int) get(row, answerHart);
            c.answerOk = get(row, answerOk) != 0;
            c.answerVid = (int) get(row, answerVid);
            c.answerCoalesced = get(row, answerCoalesced) != 0;
        }
        c.commitValid = get(row, commit) != 0;
        if (c.commitValid) {
            c.commitWrite = get(row, commitWrite) != 0;
            c.commitAddress = (int) get(row, commitAddress);
            c.commitWdata = get(row, commitWdata);
            c.commitFull = get(row, commitFull) != 0;
        }
        c.presentValid = get(row, present) != 0;
        if (c.presentValid) {
            c.presentVid = (int) get(row, presentVid);
            c.presentHart = (int) get(row, presentHart);
            c.presentLevel = (int) get(row, presentLevel);
            c.presentRank = (int) get(row, presentRank);
            c.presentFast = get(row, presentFast) != 0;
        }
        c.evictValid = get(row, evict) != 0;
        c.drainDoneValid = get(row, drainDone) != 0;
        c.drainDoneSlot = (int) get(row, drainDoneSlot);
        c.quiet = get(row, quiet) != 0;
    }

    private void observeLinks(MemorySegment row, Cycle c) {
        int reqReady = 0;
        int ansValid = 0;
        int ansOk = 0;
        int sOffer = 0;
        int uPush = 0;
        int uWithdraw = 0;
        int vsOffer = 0;
        int vsQuiet = 0;
        for (int h = 0; h < harts; h++) {
            HartOutputs from = out[h];
            reqReady |= (int) get(row, from.reqReady) << h;
            ansValid |= (int) get(row, from.ansValid) << h;
            ansOk |= (int) get(row, from.ansOk) << h;
            sOffer |= (int) get(row, from.sOffer) << h;
            c.sVid[h] = (int) get(row, from.sVid);
            c.sPriority[h] = (int) get(row, from.sPriority);
            uWithdraw |= (int) get(row, from.uWithdraw) << h;
            vsOffer |= (int) get(row, from.vsOffer) << h;
            vsQuiet |= (int) get(row, from.vsQuiet) << h;
            if (get(row, from.uPush) != 0) {
                uPush |= 1 << h;
                c.uVid[h] = (int) get(row, from.uVid);
                for (int word = 0; word < Cycle.CONTEXT_WORDS; word++) {
                    c.uContext[h * Cycle.CONTEXT_WORDS + word] = get(row, from.context[word]);
                }
            }
        }
        c.reqReady = reqReady;
        c.ansValid = ansValid;
        c.ansOk = ansOk;
        c.sOffer = sOffer;
        c.uPush = uPush;
        c.uWithdraw = uWithdraw;
        c.vsOffer = vsOffer;
        c.vsQuiet = vsQuiet;
    }

    private static long get(MemorySegment row, long offset) {
        return row.get(JAVA_LONG, offset);
    }

    private static void put(MemorySegment row, long offset, long value) {
        row.set(JAVA_LONG, offset, value);
    }
}
