package org.haiov.ir;

import java.util.List;

/**
 * An elaborated module. Every OUTPUT and WIRE net has exactly one driver, every net's name is unique among nets, memories and
 * instances, and every {@link Expr.Ref} is to a net of this module.
 *
 * @param name Verilog module name, unique in the design
 * @param javaClass binary name of the user's class
 * @param ports clocks, inputs and outputs in declaration order
 * @param nets all nets that are not ports: wires, registers, read data; in declaration order
 */
public record ModuleIr(String name, String javaClass, List<Net> ports, List<Net> nets, List<Assign> assigns,
        List<Register> registers, List<Memory> memories, List<Instance> instances, List<Check> checks, Loc loc)
        implements Definition {
    public ModuleIr {
        ports = List.copyOf(ports);
        nets = List.copyOf(nets);
        assigns = List.copyOf(assigns);
        registers = List.copyOf(registers);
        memories = List.copyOf(memories);
        instances = List.copyOf(instances);
        checks = List.copyOf(checks);
    }
}
