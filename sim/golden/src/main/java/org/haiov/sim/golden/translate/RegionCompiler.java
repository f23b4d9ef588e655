package org.haiov.sim.golden.translate;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.CodeContext;
import org.haiov.sim.golden.mmu.TranslatedCode;
import org.haiov.sim.golden.state.HartState;

/**
 * Writes the class of a {@link Region}. Each block first looks whether it fits into what is left, so that no more than the
 * allowed number of instructions is executed.
 */
final class RegionCompiler {
    /** Name of generated classes; hidden, so that there may be many. */
    static final ClassDesc CLASS = ClassDesc.of(RegionCompiler.class.getPackageName() + ".Translated");

    private static final ClassDesc CONTEXT = CodeContext.class.describeConstable().orElseThrow();
    private static final ClassDesc STATE = HartState.class.describeConstable().orElseThrow();
    private static final ClassDesc CODE = TranslatedCode.class.describeConstable().orElseThrow();
    private static final ClassDesc EXCEPTION = RuntimeException.class.describeConstable().orElseThrow();
    private static final ClassDesc LONGS = CD_long.arrayType();
    private static final ClassDesc BYTES = CD_byte.arrayType();

    private final Region region;
    private final TreeSet<Integer> used = new TreeSet<>();
    private final TreeSet<Integer> written = new TreeSet<>();
    private final Map<Integer, Label> starts = new TreeMap<>();
    /** Exits by the offset of pc in the page, which may be outside it. */
    private final Map<Long, Label> exits = new TreeMap<>();
    private CodeBuilder code;
    private Instructions instructions;
    private Label leave;

    private RegionCompiler(Region region) {
        this.region = region;
    }

    static byte[] compile(Region region) {
        RegionCompiler compiler = new RegionCompiler(region);
        return ClassFile.of().build(CLASS, type -> type.withSuperclass(CODE).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                .withMethodBody(INIT_NAME, MTD_void, 0, c -> c.aload(0).invokespecial(CODE, INIT_NAME, MTD_void).return_())
                .withMethodBody("run", MethodTypeDesc.of(CD_int, CONTEXT, CD_long, CD_int), ClassFile.ACC_PUBLIC, compiler::write));
    }

    private void write(CodeBuilder builder) {
        code = builder;
        instructions = new Instructions(builder, new Registers(builder, region.loops()));
        leave = code.newLabel();
        Label begin = code.newLabel();
        Label end = code.newLabel();
        List<Block> blocks = region.blocks();
        for (Block block : blocks) {
            starts.put(block.key(), code.newLabel());
            block.instructions().forEach(this::registers);
        }
        prologue();
        code.labelBinding(begin);
        if (blocks.getFirst().key() != region.entry()) {
            code.goto_(starts.get(region.entry()));
        }
        for (int i = 0; i < blocks.size(); i++) {
            block(blocks.get(i), i + 1 < blocks.size() ? blocks.get(i + 1).key() : -1);
        }
        exits.forEach((offset, label) -> {
            code.labelBinding(label).lload(Local.BASE).loadConstant((long) offset).ladd().lstore(Local.TARGET).goto_(leave);
        });
        code.labelBinding(end);
        code.labelBinding(leave);
        if (region.loops()) {
            spill();
        }
        code.aload(Local.CONTEXT).getfield(CONTEXT, "state", STATE).lload(Local.TARGET).putfield(STATE, "pc", CD_long);
        code.iload(Local.LEFT).ireturn();
        if (!region.loops()) {
            return;
        }
        Label handler = code.newBoundLabel();
        code.astore(Local.EXCEPTION);
        spill();
        code.aload(Local.EXCEPTION).athrow();
        code.exceptionCatch(begin, end, handler, EXCEPTION);
    }

    private void registers(Decoded d) {
        // What an instruction does not read stands in these fields, too; a register loaded in vain is harmless.
        used.add(d.rs1);
        used.add(d.rs2);
        if (d.rd != Decoded.SINK) {
            used.add(d.rd);
            written.add(d.rd);
        }
        used.remove(0);
    }

    private void prologue() {
        field("reads", LONGS).astore(Local.READS);
        field("writes", LONGS).astore(Local.WRITES);
        field("ram", BYTES).astore(Local.RAM);
        field("x", LONGS).astore(Local.X);
        field("regime", CD_long).lstore(Local.REGIME);
        if (!region.loops()) {
            return;
        }
        for (int register : used) {
            code.aload(Local.X).loadConstant(register).laload().lstore(Local.register(register));
        }
    }

    private CodeBuilder field(String name, ClassDesc type) {
        return code.aload(Local.CONTEXT).getfield(CONTEXT, name, type);
    }

    private void spill() {
        for (int register : written) {
            code.aload(Local.X).loadConstant(register).lload(Local.register(register)).lastore();
        }
    }

    /** @param following key of the block written next */
    private void block(Block block, int following) {
        code.labelBinding(starts.get(block.key()));
        code.iload(Local.LEFT).loadConstant(block.size()).if_icmplt(exit(block.offset()));
        int offset = block.offset();
        for (int i = 0; i < block.size() - 1; i++) {
            Decoded d = block.instructions().get(i);
            instructions.write(d, offset, i);
            offset += d.length;
        }
        Decoded last = block.instructions().getLast();
        Flow flow = block.flow();
        if (flow == Flow.NEXT) {
            instructions.write(last, offset, block.size() - 1);
        }
        code.iinc(Local.LEFT, -block.size());
        switch (flow) {
            case BRANCH -> {
                instructions.branch(last, label(region.target(block), offset + last.imm));
                go(region.next(block), block.end(), following);
            }
            case JUMP -> {
                instructions.link(last, block.end());
                go(region.target(block), offset + last.imm, following);
            }
            case INDIRECT -> {
                instructions.target(last);
                instructions.link(last, block.end());
                int back = region.back(block);
                if (region.at(back) != null) {
                    code.lload(Local.TARGET).lload(Local.BASE).loadConstant((long) Region.offset(back)).ladd().lcmp().ifeq(starts.get(back));
                }
                code.goto_(leave);
            }
            default -> go(region.next(block), block.end(), following);
        }
    }

    private void go(int key, long offset, int following) {
        if (region.at(key) == null || key != following) {
            code.goto_(label(key, offset));
        }
    }

    private Label label(int key, long offset) {
        return region.at(key) != null ? starts.get(key) : exit(offset);
    }

    private Label exit(long offset) {
        return exits.computeIfAbsent(offset, o -> code.newLabel());
    }
}
