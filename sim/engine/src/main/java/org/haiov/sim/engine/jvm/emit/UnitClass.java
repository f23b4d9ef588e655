package org.haiov.sim.engine.jvm.emit;

import java.lang.constant.ClassDesc;
import java.util.List;
import org.haiov.sim.engine.jvm.plan.Body;
import org.haiov.sim.engine.jvm.plan.Monitor;
import org.haiov.sim.engine.jvm.plan.SharedUnits;
import org.haiov.sim.engine.jvm.plan.Unit;

/**
 * The class of one or several units.
 *
 * <p>A unit like no other keeps its slots in static fields. Units of one shape share a class and are objects of it, so that their
 * code is compiled once and stays in the instruction cache; their slots are instance fields.
 *
 * @param body the code, of the first of the units
 * @param late the code for the end of the cycle; null if there is nothing to do
 * @param monitor what tells that it need not be run; null if it always is
 */
record UnitClass(String name, SharedUnits shared, Body body, Body late, Monitor monitor) {
    List<Unit> units() {
        return shared.units();
    }

    ClassDesc desc() {
        return ClassDesc.of(name);
    }

    boolean isShared() {
        return units().size() > 1;
    }
}
