package org.haiov.sim.golden.machine;

/**
 * What the device tree's chosen node says.
 *
 * @param bootArguments may be empty
 * @param initrdStart physical address
 * @param initrdEnd the address after its last byte; equal to the start where there is none
 */
record Chosen(String bootArguments, long initrdStart, long initrdEnd) {
    static Chosen arguments(String bootArguments) {
        return new Chosen(bootArguments, 0, 0);
    }

    void write(FlattenedTree tree, String console) {
        tree.begin("chosen").text("stdout-path", console);
        if (!bootArguments.isEmpty()) {
            tree.text("bootargs", bootArguments);
        }
        if (initrdEnd != initrdStart) {
            tree.cells("linux,initrd-start", initrdStart >>> 32, initrdStart).cells("linux,initrd-end", initrdEnd >>> 32, initrdEnd);
        }
        tree.end();
    }
}
