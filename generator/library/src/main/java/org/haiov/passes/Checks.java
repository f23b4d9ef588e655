package org.haiov.passes;

import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.Design;
import org.haiov.ir.Diagnostic;

/** What every design goes through between elaboration and any use: the passes, in their order. */
public final class Checks {
    private Checks() {
    }

    /**
     * The design with equal modules shared, names that differ, and warnings added.
     *
     * @throws org.haiov.ir.DesignException for a mistake that shows only in the whole design
     */
    public static Design run(Design elaborated) {
        Design design = ShareModules.run(elaborated);
        Validate.check(design);
        FlatDesign flat = Flatten.run(design);
        CombinationalLoops.check(flat);
        ClockCrossings.check(flat);
        List<Diagnostic> warnings = new ArrayList<>(design.warnings());
        warnings.addAll(UnusedInputs.warnings(design));
        return new Design(design.top(), design.definitions(), warnings);
    }
}
