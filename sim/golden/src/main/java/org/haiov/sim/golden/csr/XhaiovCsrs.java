package org.haiov.sim.golden.csr;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.sim.golden.hcs.Redirection;
import org.haiov.sim.golden.hcs.SenderContext;
import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.hcs.XhaiovWarl;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.XhaiovState;

/** The CSRs of Xhaiov (docs/xhaiov.md, section 1). All but mhaiovcfg are there with EN=1 only. */
final class XhaiovCsrs {
    private static final Field PRES = Facts.csr("uip").field("PRES");
    private static final Field TOP_VID = Facts.csr("svitop").field("VID");
    private static final Field TOP_NUMBER = Facts.csr("vsvitop").field("number");
    private static final Field UVID = Facts.csr("uvid").field("VID");
    private static final Csr DELEGATION = Facts.csr("huedeleg");
    private static final long HUEDELEG = DELEGATION.field("loadMmio").mask() | DELEGATION.field("storeMmio").mask();

    /** For U: not for a guest, and for U itself only with shcs.UEN=1 or while a handler runs. */
    private static final Guard USER = (s, privilege, virtual) -> virtual ? Guard.Verdict.VIRTUAL
            : privilege == Privilege.U && !Redirection.allowedInU(s) ? Guard.Verdict.ILLEGAL : Guard.Verdict.ALLOWED;
    private static final Guard NOT_GUEST = (s, privilege, virtual) -> virtual ? Guard.Verdict.VIRTUAL : Guard.Verdict.ALLOWED;
    private static final Guard GUEST_SENDS = (s, privilege, virtual) ->
            virtual && !SenderContext.enabled(s.xhaiov.hvictx) ? Guard.Verdict.VIRTUAL : Guard.Verdict.ALLOWED;
    private static final Guard GUEST_RECEIVES = (s, privilege, virtual) ->
            virtual && !SenderContext.guestEnabled(s.xhaiov.hvictx) ? Guard.Verdict.VIRTUAL : Guard.Verdict.ALLOWED;

    private final CsrFile file;
    private final HartState s;
    private final XhaiovState v;
    private final XhaiovUnit unit;

    private XhaiovCsrs(CsrFile file, HartState s, XhaiovUnit unit) {
        this.file = file;
        this.s = s;
        this.v = s.xhaiov;
        this.unit = unit;
    }

    static void define(CsrFile file, HartState s, XhaiovUnit unit) {
        XhaiovCsrs csrs = new XhaiovCsrs(file, s, unit);
        file.define(Facts.csr("mhaiovcfg"), () -> s.xhaiovEnabled ? 1 : 0, value -> unit.enable((value & 1) != 0));
        csrs.user();
        csrs.requests();
        csrs.supervisor();
        csrs.window();
    }

    private Register define(String name, LongSupplier read, LongConsumer write) {
        Register register = file.define(Facts.csr(name), read, write);
        register.there = () -> s.xhaiovEnabled;
        return register;
    }

    private void user() {
        for (int i = 0; i < v.bank.length; i++) {
            int csr = i;
            Register register = define(Facts.bank().get(i), () -> v.bank[csr], value -> v.bank[csr] = XhaiovWarl.banked(csr, value));
            if (csr != XhaiovState.UVICTX) {
                register.guard(USER);
            }
        }
        define("uie", () -> 0, value -> { }).guard(USER);
        define("uip", () -> v.presented ? PRES.mask() : 0, value -> { }).guard(USER);
        // Not banked: what U could write of it would reach the handler that is parked.
        define("uvid", () -> v.uvid, value -> {
            if (s.privilege != Privilege.U) {
                v.uvid = (int) UVID.get(value);
            }
        }).guard(USER);
        define("sedeleg", () -> 0, value -> { }).guard(NOT_GUEST);
        define("sideleg", () -> 0, value -> { }).guard(NOT_GUEST);
    }

    private void requests() {
        define("uvireq", () -> 0, unit::postAsProcess).guard(USER).posts();
        define("vireq", () -> 0, unit::postAsGuest).guard(GUEST_SENDS).posts();
        Register top = define("svitop", () -> v.supervisorVid < 0 ? 0 : TOP_VID.of(v.supervisorVid) | v.supervisorPriority + 1, value -> { })
                .guard(GUEST_RECEIVES).claims(unit::claim);
        top.guest = define("vsvitop", () -> v.guestNumber < 0 ? 0 : TOP_NUMBER.of(v.guestNumber) | v.guestPriority + 1, value -> { }).claims(unit::claimGuest);
        define("hvictx", () -> v.hvictx, unit::guestContext);
    }

    private void supervisor() {
        define("huedeleg", () -> v.huedeleg, value -> v.huedeleg = value & HUEDELEG);
        define("shcs", unit.status()::read, unit.status()::write);
        define("shepc", () -> v.shepc, value -> v.shepc = XhaiovWarl.pc(value));
        define("suscratch", () -> v.suscratch, value -> {
            if (!v.presented) {
                v.suscratch = value;
            }
        });
        define("suatp", () -> v.suatp, value -> {
            if (!v.presented) {
                v.suatp = XhaiovWarl.suatp(v.suatp, value, s.options);
            }
        }).guard(Guard.TRANSLATION);
    }

    private void window() {
        define("shgpr", () -> v.window, value -> {
            long index = Facts.csr("shgpr").field("index").get(value);
            v.window = index < XhaiovState.BANK ? (int) index : v.window;
        });
        define("shgprd", () -> v.inactive[v.window], value -> {
            if (!v.presented && v.window > 0) {
                v.inactive[v.window] = v.window < XhaiovState.X ? value : XhaiovWarl.banked(v.window - XhaiovState.X, value);
            }
        }).accessed(() -> v.window = v.window + 1 < XhaiovState.BANK ? v.window + 1 : 0);
    }
}
