package org.haiov.verilog;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.runtime.RuntimeConstants;
import org.slf4j.helpers.NOPLogger;

/** The Velocity templates of {@code rtl-templates}, each parsed once. Safe for use by several threads. */
final class Templates {
    private static final String FOLDER = "org/haiov/rtl/";

    private final VelocityEngine engine;
    private final Map<String, Template> parsed = new ConcurrentHashMap<>();

    Templates() {
        Properties p = new Properties();
        p.setProperty(RuntimeConstants.RESOURCE_LOADERS, "class");
        p.setProperty("resource.loader.class.class", "org.apache.velocity.runtime.resource.loader.ClasspathResourceLoader");
        p.setProperty("resource.loader.class.cache", "true");
        p.setProperty(RuntimeConstants.INPUT_ENCODING, StandardCharsets.UTF_8.name());
        p.setProperty(RuntimeConstants.SPACE_GOBBLING, "lines");
        // A misspelt reference is our mistake: fail, do not print it as it stands.
        p.setProperty(RuntimeConstants.RUNTIME_REFERENCES_STRICT, "true");
        p.setProperty(RuntimeConstants.VM_LIBRARY, "");
        engine = new VelocityEngine(p);
        // Velocity has nothing to tell that an exception does not; so no logging library has to be there, or started.
        engine.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
        engine.init();
    }

    String render(String name, VelocityContext context) {
        StringWriter out = new StringWriter(8192);
        parsed.computeIfAbsent(name, n -> engine.getTemplate(FOLDER + n)).merge(context, out);
        return out.toString();
    }
}
