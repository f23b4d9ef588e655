package org.haiov.passes;

import java.util.Collections;
import java.util.Map;
import org.haiov.ir.Design;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/**
 * A design without hierarchy, as {@link Flatten} makes it.
 *
 * @param design what it was made from
 * @param top the one module: its ports are the design's, the names of its nets, memories, instances and checks are paths with
 *     dots ({@code lane3.fifo.head}), and its instances are of external modules only
 * @param signals every path that names a net anywhere in the hierarchy, with the net of {@code top} that holds its value, module
 *     by module from the top down, declarations in order; where one value has names in a parent and in its child
 *     ({@code fifo_out} and {@code fifo.out}), both are there and lead to one net. Ports of external instances included
 * @param memories every memory by its path
 */
public record FlatDesign(Design design, ModuleIr top, Map<String, Net> signals, Map<String, Memory> memories) {
    public FlatDesign {
        signals = Collections.unmodifiableMap(signals);
        memories = Collections.unmodifiableMap(memories);
    }
}
