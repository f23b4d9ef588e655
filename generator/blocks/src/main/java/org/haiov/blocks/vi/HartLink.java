package org.haiov.blocks.vi;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * The signals between the controller and one hart, seen from the controller; docs/hart-link.md has their rules. Members that the
 * hart drives are flipped.
 */
public record HartLink(Request req, Answer ans, Status status, Supervisor s, User u, Guest vs) implements Bundle {
    /** A VI request on its way in: index = base + number (33 bits), slot of the sender. */
    public record Request(Signal valid, Signal index, Signal slot, Signal ready) implements Bundle {
        static Request shape() {
            return new Request(flip(Signal.of(1)), flip(Signal.of(ViConfig.LINK_INDEX_BITS)), flip(Signal.of(ViConfig.LINK_SLOT_BITS)),
                    Signal.of(1));
        }
    }

    /** Answer to the oldest request: ok or fault 26. */
    public record Answer(Signal valid, Signal ok) implements Bundle {
        static Answer shape() {
            return new Answer(Signal.of(1), Signal.of(1));
        }
    }

    /** What the hart is doing: mode = {V, privilege[1:0]}, waiting in WFI, shcs.UVE, mhaiovcfg.EN. */
    public record Status(Signal mode, Signal wfi, Signal uve, Signal en) implements Bundle {
        static Status shape() {
            return new Status(flip(Signal.of(3)), flip(Signal.of(1)), flip(Signal.of(1)), flip(Signal.of(1)));
        }
    }

    /** Supervisor VI: interrupt 25 and what svitop returns, and its claim. */
    public record Supervisor(Signal offer, Signal vid, Signal priority, Signal claim) implements Bundle {
        static Supervisor shape() {
            return new Supervisor(Signal.of(1), Signal.of(ViConfig.LINK_VID_BITS), Signal.of(ViConfig.PRIORITY_BITS),
                    flip(Signal.of(1)));
        }
    }

    /** User VI: pushed with its context in one cycle, taken back by {@code withdraw}; {@code event} is a {@link UserEvent}. */
    public record User(Signal push, Signal vid, Signal utvec, Signal uscratch, Signal suscratch, Signal suatp, Signal uvictx,
            Signal limit, Signal withdraw, Signal event) implements Bundle {
        static User shape() {
            return new User(Signal.of(1), Signal.of(ViConfig.LINK_VID_BITS), Signal.of(64), Signal.of(64), Signal.of(64),
                    Signal.of(64), Signal.of(64), Signal.of(32), Signal.of(1), flip(Signal.of(UserEvent.BITS)));
        }
    }

    /** VS-level VI: vsip[25] and the guest's svitop; the hart's hvictx (VSE, slot, vCPU) and the handshake before it changes. */
    public record Guest(Signal offer, Signal number, Signal priority, Signal quiet, Signal enable, Signal slot, Signal vcpu,
            Signal claim, Signal change) implements Bundle {
        static Guest shape() {
            return new Guest(Signal.of(1), Signal.of(16), Signal.of(ViConfig.PRIORITY_BITS), Signal.of(1), flip(Signal.of(1)),
                    flip(Signal.of(ViConfig.LINK_SLOT_BITS)), flip(Signal.of(7)), flip(Signal.of(1)), flip(Signal.of(1)));
        }
    }

    /** Shape of a link. */
    public static HartLink shape() {
        return new HartLink(Request.shape(), Answer.shape(), Status.shape(), Supervisor.shape(), User.shape(), Guest.shape());
    }
}
