package org.haiov.hdl;

import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTableAttribute;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Loc;

/**
 * What a class file says of each call in it: source line, and the variable or field that takes the result.
 *
 * <p>A call's result is named when the very next instruction (a cast apart) stores it: {@code Bits sum = a.plus(b)} and
 * {@code private final Signal full = output(1)} both are. Local names need the class to be compiled with {@code -g}, as Maven does.
 */
final class ClassSites {
    private final String owner;
    private final String sourceFile;
    /** By name and descriptor, and by name alone where that tells it. */
    private final Map<String, MethodModel> methods = new HashMap<>();
    private final Set<String> overloaded = new HashSet<>();
    private final Map<String, Map<Integer, Site>> sites = new HashMap<>();

    private ClassSites(Class<?> type, ClassModel model) {
        owner = type.getName();
        sourceFile = model == null ? type.getSimpleName() + ".java"
                : model.findAttribute(Attributes.sourceFile()).map(a -> a.sourceFile().stringValue())
                        .orElse(type.getSimpleName() + ".java");
        if (model != null) {
            for (MethodModel m : model.methods()) {
                String name = m.methodName().stringValue();
                methods.put(name + m.methodType().stringValue(), m);
                if (methods.putIfAbsent(name, m) != null) {
                    overloaded.add(name);
                }
            }
        }
    }

    /** Reads the class file behind a class; where there is none (generated classes) lines come from the stack frame instead. */
    static ClassSites read(Class<?> type) {
        String resource = type.getName().substring(type.getPackageName().isEmpty() ? 0 : type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(resource)) {
            return new ClassSites(type, in == null ? null : ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException | IllegalArgumentException e) {
            return new ClassSites(type, null);
        }
    }

    /** Whether the class has several methods of the name. */
    boolean overloaded(String method) {
        return overloaded.contains(method);
    }

    /** @param descriptor may be empty where the method's name alone tells it */
    Site site(String method, String descriptor, int bytecodeIndex, StackFrame frame) {
        String key = method + descriptor;
        if (!methods.containsKey(key)) {
            return new Site(new Loc(sourceFile, Math.max(0, frame.getLineNumber()), owner), null, false);
        }
        Site site = sites.computeIfAbsent(key, k -> scan(methods.get(k))).get(bytecodeIndex);
        return site != null ? site : new Site(new Loc(sourceFile, Math.max(0, frame.getLineNumber()), owner), null, false);
    }

    /** One pass over a method: every instruction's line, and the name that its successor stores into. */
    private Map<Integer, Site> scan(MethodModel method) {
        Map<Integer, Site> found = new HashMap<>();
        CodeAttribute code = method.findAttribute(Attributes.code()).orElseThrow();
        List<LocalVariableInfo> locals = code.findAttributes(Attributes.localVariableTable()).stream()
                .map(LocalVariableTableAttribute::localVariables).flatMap(List::stream).toList();
        int line = 0;
        int bci = 0;
        int callBci = -1;
        for (CodeElement element : code) {
            if (element instanceof LineNumber n) {
                line = n.line();
            }
            if (!(element instanceof Instruction instruction)) {
                continue;
            }
            int next = bci + instruction.sizeInBytes();
            if (callBci >= 0) {
                String name = storedName(instruction, next, locals);
                if (name != null) {
                    boolean field = instruction instanceof FieldInstruction;
                    found.computeIfPresent(callBci, (k, s) -> new Site(s.loc(), name, field));
                }
            }
            boolean call = instruction.opcode().kind() == Opcode.Kind.INVOKE || instruction.opcode() == Opcode.INVOKEDYNAMIC;
            if (call) {
                found.put(bci, new Site(new Loc(sourceFile, line, owner), null, false));
                callBci = bci;
            } else if (!(instruction instanceof TypeCheckInstruction)) {
                callBci = -1;
            }
            bci = next;
        }
        return found;
    }

    private static String storedName(Instruction instruction, int next, List<LocalVariableInfo> locals) {
        return switch (instruction) {
            case FieldInstruction f when f.opcode() == Opcode.PUTFIELD || f.opcode() == Opcode.PUTSTATIC -> f.name().stringValue();
            // a local's range in the table begins right after the store that defines it
            case StoreInstruction s -> locals.stream()
                    .filter(v -> v.slot() == s.slot() && v.startPc() <= next && next < v.startPc() + v.length())
                    .map(v -> v.name().stringValue()).findFirst().orElse(null);
            default -> null;
        };
    }
}
