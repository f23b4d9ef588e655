package org.haiov.ir;

import java.util.List;

/**
 * A whole elaborated design.
 *
 * @param top the outermost module
 * @param definitions every module and external module once, children before parents, so that {@code top} is the last
 * @param warnings what elaboration noticed
 */
public record Design(ModuleIr top, List<Definition> definitions, List<Diagnostic> warnings) {
    public Design {
        definitions = List.copyOf(definitions);
        warnings = List.copyOf(warnings);
    }

    /** The definitions that are modules of ours, children before parents. */
    public List<ModuleIr> modules() {
        return definitions.stream().filter(ModuleIr.class::isInstance).map(ModuleIr.class::cast).toList();
    }
}
