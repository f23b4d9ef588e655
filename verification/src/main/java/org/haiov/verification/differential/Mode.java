package org.haiov.verification.differential;

/** The modes of a hart. */
enum Mode {
    M(3, false), HS(1, false), U(0, false), VS(1, true), VU(0, true);

    final int privilege;
    final boolean virtual;

    Mode(int privilege, boolean virtual) {
        this.privilege = privilege;
        this.virtual = virtual;
    }

    static Mode of(int privilege, boolean virtual) {
        return switch (privilege) {
            case 3 -> M;
            case 1 -> virtual ? VS : HS;
            case 0 -> virtual ? VU : U;
            default -> throw new IllegalArgumentException("privilege " + privilege);
        };
    }
}
