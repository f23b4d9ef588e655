package org.haiov.sim.engine.junit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haiov.ir.Design;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes one run of an {@link EngineTest} for each engine. */
final class EngineTestExtension implements TestTemplateInvocationContextProvider {
    /** Names the engines to run, with commas between. */
    static final String PROPERTY = "haiov.engines";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        EngineTest test = context.getRequiredTestMethod().getAnnotation(EngineTest.class);
        Set<EngineKind> named = named();
        List<EngineKind> all = List.of(test.value());
        List<EngineKind> chosen = named.isEmpty() ? all : all.stream().filter(named::contains).toList();
        return (chosen.isEmpty() ? all : chosen).stream().map(kind -> new Run(kind, named));
    }

    private static Set<EngineKind> named() {
        String property = System.getProperty(PROPERTY, "");
        return property.isBlank() ? Set.of()
                : Arrays.stream(property.split(",")).map(EngineKind::of).collect(Collectors.toUnmodifiableSet());
    }

    /** @param named engines that the property names; none where it is not set */
    private record Run(EngineKind kind, Set<EngineKind> named) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "[" + kind.label() + "]";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Availability(kind, named), new Simulations(kind));
        }
    }

    private record Availability(EngineKind kind, Set<EngineKind> named) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!named.isEmpty()) {
                return named.contains(kind) ? ConditionEvaluationResult.enabled("named by " + PROPERTY)
                        : ConditionEvaluationResult.disabled(PROPERTY + " does not name it");
            }
            Optional<String> reason = kind.unavailable();
            return reason.map(ConditionEvaluationResult::disabled).orElseGet(() -> ConditionEvaluationResult.enabled("installed"));
        }
    }

    /** Gives the test its engine, and closes what the test opened. */
    private static final class Simulations implements ParameterResolver, AfterEachCallback, Engine {
        private final Engine engine;
        private final Deque<Simulation> open = new ArrayDeque<>();

        Simulations(EngineKind kind) {
            engine = kind.make();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Engine.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return this;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public Simulation open(Design design, EngineOptions options) {
            Simulation simulation = engine.open(design, options);
            open.push(simulation);
            return simulation;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }
}
