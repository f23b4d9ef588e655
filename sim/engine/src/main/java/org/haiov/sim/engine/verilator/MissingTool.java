package org.haiov.sim.engine.verilator;

import org.haiov.ir.HaiovException;

/** A program that the Verilator engine needs is not on the PATH. Everything else works without it, the JVM engine above all. */
public final class MissingTool extends HaiovException {
    private static final long serialVersionUID = 1L;
    private final String tool;

    MissingTool(String tool, String debianPackage) {
        super(tool + " is not on the PATH, and the Verilator engine needs it: ./haiov setup installs it, or on Debian and Ubuntu"
                + " 'apt-get install " + debianPackage + "'. The JVM engine works without it.");
        this.tool = tool;
    }

    /** The program's name. */
    public String tool() {
        return tool;
    }
}
