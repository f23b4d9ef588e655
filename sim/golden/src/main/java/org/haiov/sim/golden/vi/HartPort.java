package org.haiov.sim.golden.vi;

/** What an acting controller sees of a hart and shows it: docs/hart-link.md without its cycles. */
public interface HartPort {
    /** mhaiovcfg.EN. */
    boolean enabled();

    /** The hart is in U, VU or VS. */
    boolean user();

    /** It waits in WFI. */
    boolean idle();

    /** shcs.UVE. */
    boolean takesUserVis();

    /** hvictx has VSE=1, this slot and this vCPU. */
    boolean hosts(int slot, int vcpu);

    /** What is presented at level 0; {@code vid} -1 for nothing. */
    void supervisor(int vid, int priority);

    /** What is presented at level 2: the guest's number; -1 for nothing. */
    void guest(int number, int priority);

    /** Writes the context of user VI {@code vid} and sets PRES; only while ACT=PARK=PRES=0. */
    void push(int vid, long[] context);

    /** Takes the user VI back that is presented: PRES=0. */
    void withdraw();
}
