package org.haiov.sim.engine.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once in each engine. Its parameter of type {@link org.haiov.sim.engine.Engine} opens simulations, which are
 * closed after the test.
 *
 * {@snippet :
 * @EngineTest
 * void counts(Engine engine) {
 *     Simulation sim = engine.open(Elaborator.elaborate(new Counter()));
 *     sim.poke("enable", 1);
 *     sim.run(3);
 *     assertEquals(3, sim.peek("count"));
 * }
 * }
 *
 * <p>An engine whose tools are not installed is skipped with the reason. The system property {@value EngineTestExtension#PROPERTY},
 * for instance {@code jvm} or {@code jvm,verilator}, chooses among the engines; one that it names is never skipped.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EngineTestExtension.class)
public @interface EngineTest {
    /** The engines to run in. */
    EngineKind[] value() default {EngineKind.JVM, EngineKind.VERILATOR};
}
