package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * Units of one shape, to be run by the same code.
 *
 * @param units in the order of execution; the code is made for the first of them
 * @param ports for each unit the other units it reads from, those in one place standing for each other
 * @param parameters for each unit the constants that are not the same in all
 * @param parameterSlots where the first unit's code, once {@link Parameters} has been at it, reads these constants
 */
public record SharedUnits(List<Unit> units, List<List<Unit>> ports, List<List<Long>> parameters, List<Slot> parameterSlots) {
    /** A unit with code of its own. */
    public static SharedUnits single(Unit unit) {
        return new SharedUnits(List.of(unit), List.of(List.of()), List.of(List.of()), List.of());
    }

    /** Groups all units of a plan, in the order of each group's first. */
    public static List<SharedUnits> of(Plan plan, Parameters parameters) {
        Map<Object, Integer> mainNumbers = new HashMap<>();
        Map<Unit, Shape> shapes = new LinkedHashMap<>();
        Map<Unit, Object> keys = new HashMap<>();
        for (Unit unit : plan.units()) {
            Shape shape = Shape.of(unit, plan, mainNumbers);
            shapes.put(unit, shape);
            keys.put(unit, shape.isSharable() ? shape.key() : unit);
        }
        Map<Unit, Integer> groups = number(plan.units(), keys);
        // Units that read from units of different code cannot share theirs: refine until nothing changes.
        for (int count = -1; count != distinct(groups); ) {
            count = distinct(groups);
            Map<Unit, Object> refined = new HashMap<>();
            for (Unit unit : plan.units()) {
                List<Integer> key = new ArrayList<>(List.of(groups.get(unit)));
                for (Unit port : shapes.get(unit).ports()) {
                    key.add(groups.get(port));
                }
                refined.put(unit, key);
            }
            groups = number(plan.units(), refined);
        }
        Map<Integer, List<Unit>> members = new LinkedHashMap<>();
        for (Unit unit : plan.units()) {
            members.computeIfAbsent(groups.get(unit), _ -> new ArrayList<>()).add(unit);
        }
        return members.values().stream().map(units -> group(units, shapes, parameters)).toList();
    }

    private static Map<Unit, Integer> number(List<Unit> units, Map<Unit, Object> keys) {
        Map<Object, Integer> numbers = new HashMap<>();
        Map<Unit, Integer> groups = new HashMap<>();
        for (Unit unit : units) {
            Integer fresh = numbers.size();
            groups.put(unit, numbers.computeIfAbsent(keys.get(unit), _ -> fresh));
        }
        return groups;
    }

    private static int distinct(Map<Unit, Integer> groups) {
        return (int) groups.values().stream().distinct().count();
    }

    private static SharedUnits group(List<Unit> units, Map<Unit, Shape> shapes, Parameters rewriter) {
        List<List<Unit>> ports = units.stream().map(u -> shapes.get(u).ports()).toList();
        List<List<Long>> parameters = new ArrayList<>();
        units.forEach(_ -> parameters.add(new ArrayList<>()));
        List<Slot> slots = new ArrayList<>();
        if (units.size() > 1) {
            Slot[] atPlace = new Slot[shapes.get(units.getFirst()).constants().size()];
            Map<List<Node>, Slot> known = new HashMap<>();
            for (int i = 0; i < atPlace.length; i++) {
                int place = i;
                List<Node> values = units.stream().map(u -> shapes.get(u).constants().get(place)).toList();
                if (values.stream().distinct().count() > 1) {
                    atPlace[i] = known.get(values);
                    if (atPlace[i] == null) {
                        atPlace[i] = new Slot(Slot.Kind.INPUT, "constant" + slots.size(), values.getFirst().width());
                        known.put(values, atPlace[i]);
                        slots.add(atPlace[i]);
                        for (int u = 0; u < units.size(); u++) {
                            parameters.get(u).add(values.get(u).k());
                        }
                    }
                }
            }
            rewriter.replace(units.getFirst(), atPlace);
        }
        return new SharedUnits(units, ports, parameters, slots);
    }
}
