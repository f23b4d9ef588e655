package org.haiov.sim.engine.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.MissingTool;
import org.haiov.sim.engine.verilator.Toolchain;
import org.haiov.sim.engine.verilator.VerilatorEngine;

/** The engines that tests run in. */
public enum EngineKind {
    JVM(JvmEngine::new) {
        @Override
        Optional<String> unavailable() {
            return Optional.empty();
        }
    },
    VERILATOR(VerilatorEngine::new) {
        @Override
        Optional<String> unavailable() {
            try {
                Toolchain.find();
                return Optional.empty();
            } catch (MissingTool e) {
                return Optional.of(e.getMessage());
            }
        }
    };

    private final Supplier<Engine> maker;

    EngineKind(Supplier<Engine> maker) {
        this.maker = maker;
    }

    Engine make() {
        return maker.get();
    }

    /** Why the engine cannot run on this machine. */
    abstract Optional<String> unavailable();

    /** The engine's name in test reports and in the property that chooses engines. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EngineKind of(String label) {
        for (EngineKind kind : values()) {
            if (kind.label().equals(label.strip())) {
                return kind;
            }
        }
        throw new HaiovException("there is no engine '" + label.strip() + "': property " + EngineTestExtension.PROPERTY
                + " takes jvm, verilator or both with a comma between");
    }
}
