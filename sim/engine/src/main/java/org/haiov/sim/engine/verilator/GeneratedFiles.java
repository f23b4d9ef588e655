package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Verilator wrote, from its list of classes.
 *
 * @param fast C++ files that run every cycle
 * @param slow C++ files that run at start alone
 * @param runtime run-time sources to link, without folder or ending
 * @param portNames members of the model's class that are ports
 */
record GeneratedFiles(List<Path> fast, List<Path> slow, List<String> runtime, Set<String> portNames) {
    private static final Pattern LIST = Pattern.compile("(VM_\\w+) \\+= *((?:\\\\\\n\\s*\\w+ *)*)");
    private static final Pattern PORT = Pattern.compile("VL_(?:IN|OUT|INOUT)\\w*\\(&(\\w+),");
    /** Sources a translation unit holds, in bytes: enough to share the parsing of headers, little enough for two to build at once. */
    private static final long UNIT_BYTES = 400_000;

    static GeneratedFiles read(Path obj) throws IOException {
        Map<String, List<String>> lists = new HashMap<>();
        Matcher list = LIST.matcher(Files.readString(obj.resolve("Vm_classes.mk")));
        while (list.find()) {
            List<String> names = list.group(2).lines().map(line -> line.replace("\\", "").strip()).filter(n -> !n.isEmpty()).toList();
            lists.computeIfAbsent(list.group(1), _ -> new ArrayList<>()).addAll(names);
        }
        Set<String> ports = new TreeSet<>();
        Matcher port = PORT.matcher(Files.readString(obj.resolve("Vm.h")));
        while (port.find()) {
            ports.add(port.group(1));
        }
        return new GeneratedFiles(files(obj, lists, "VM_CLASSES_FAST", "VM_SUPPORT_FAST"),
                files(obj, lists, "VM_CLASSES_SLOW", "VM_SUPPORT_SLOW"), names(lists, "VM_GLOBAL_FAST", "VM_GLOBAL_SLOW"), ports);
    }

    /**
     * How to group the files for the compiler: few groups, for most of the time goes into parsing the same headers.
     *
     * @param shim goes with the fast files, so that the cycle loop sees them
     * @param flags options for the fast files; slow ones are not optimised
     */
    List<Compiler.Unit> units(String shim, List<String> flags) throws IOException {
        List<Compiler.Unit> units = new ArrayList<>();
        List<String> group = new ArrayList<>(List.of(shim));
        long bytes = 0;
        for (Path file : fast) {
            bytes += Files.size(file);
            if (bytes > UNIT_BYTES && !group.isEmpty()) {
                units.add(new Compiler.Unit("fast" + units.size(), group, flags));
                group = new ArrayList<>();
                bytes = Files.size(file);
            }
            group.add(file.getFileName().toString());
        }
        units.add(new Compiler.Unit("fast" + units.size(), group, flags));
        units.add(new Compiler.Unit("slow", slow.stream().map(f -> f.getFileName().toString()).toList(), List.of("-O0")));
        return units;
    }

    private static List<Path> files(Path obj, Map<String, List<String>> lists, String... variables) {
        return names(lists, variables).stream().map(name -> obj.resolve(name + ".cpp")).toList();
    }

    private static List<String> names(Map<String, List<String>> lists, String... variables) {
        List<String> names = new ArrayList<>();
        for (String variable : variables) {
            names.addAll(lists.getOrDefault(variable, List.of()));
        }
        return names;
    }
}
