package org.haiov.sim.golden.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;

/**
 * Instructions of one page that are translated together: what is reached from the entry, nearest first, up to a number of instructions.
 *
 * <p>A function of the page that is called from it is copied into its caller, once for each call, so that its return is a comparison with the
 * address that the call left. A place therefore has a key: the offset in the page, and above it the number of the call that it was copied for,
 * 0 for what the entry itself leads to.
 */
final class Region {
    /** Calls inside calls that are copied. */
    private static final int MAX_DEPTH = 3;
    private static final int OFFSET = 4095;
    private static final int CALL_SHIFT = 12;
    private static final int RETURN_ADDRESS = 1;

    /**
     * A call whose function was copied.
     *
     * @param caller number of the call that the call itself stands in
     * @param back offset that it returns to
     */
    private record Call(int caller, int back, int depth) {}

    private final int entry;
    private final int most;
    private final IntFunction<Decoded> decoder;
    private final Map<Integer, Decoded> found = new TreeMap<>();
    private final TreeSet<Integer> leaders = new TreeSet<>();
    private final List<Call> calls = new ArrayList<>(List.of(new Call(0, -1, 0)));
    private final Map<Integer, Integer> callees = new TreeMap<>();
    private final Map<Integer, Block> blocks = new TreeMap<>();
    private final boolean loops;

    /**
     * @param entry offset in the page
     * @param most instructions
     * @param decoder the instruction at an offset; null where it is not wholly in the page
     */
    Region(int entry, int most, IntFunction<Decoded> decoder) {
        this.entry = entry;
        this.most = most;
        this.decoder = decoder;
        discover();
        for (int leader : leaders) {
            if (found.containsKey(leader)) {
                blocks.put(leader, block(leader));
            }
        }
        loops = !blocks.isEmpty() && findLoop();
    }

    static int offset(int key) {
        return key & OFFSET;
    }

    private static int key(int call, int offset) {
        return call << CALL_SHIFT | offset;
    }

    /** Key of the entry. */
    int entry() {
        return entry;
    }

    /** In the order they should stand in; none where the first instruction is not translated. */
    List<Block> blocks() {
        return List.copyOf(blocks.values());
    }

    int size() {
        return found.size();
    }

    /** Places of all instructions: offset / 2. */
    int[] places() {
        return found.keySet().stream().mapToInt(key -> offset(key) >> 1).distinct().toArray();
    }

    /** Key of what comes after the block where it does not jump; -1 where that is outside the page. */
    int next(Block block) {
        return block.end() > OFFSET ? -1 : key(block.key() >> CALL_SHIFT, block.end());
    }

    /** Key of the target of the block's branch or jump, which may be one that is not there; -1 where it is outside the page. */
    int target(Block block) {
        Decoded last = block.instructions().getLast();
        long to = block.end() - last.length + last.imm;
        if (to < 0 || to > OFFSET) {
            return -1;
        }
        Integer call = callees.get(block.key() & ~OFFSET | block.end() - last.length);
        return key(call == null ? block.key() >> CALL_SHIFT : call, (int) to);
    }

    /** Key of where the block's return leads if it returns as called; -1 where it was not called from here. */
    int back(Block block) {
        Call call = calls.get(block.key() >> CALL_SHIFT);
        Decoded last = block.instructions().getLast();
        boolean returns = last.rd == Decoded.SINK && last.rs1 == RETURN_ADDRESS && last.imm == 0;
        return returns && call.back >= 0 && call.back <= OFFSET ? key(call.caller, call.back) : -1;
    }

    Block at(int key) {
        return key < 0 ? null : blocks.get(key);
    }

    private void discover() {
        Deque<Integer> work = new ArrayDeque<>(List.of(entry));
        leaders.add(entry);
        while (!work.isEmpty()) {
            straight(work.poll(), work);
        }
    }

    /** Follows instructions from {@code key} on to a jump, or to what is known. */
    private void straight(int key, Deque<Integer> work) {
        int call = key >> CALL_SHIFT;
        for (int at = offset(key); at <= OFFSET && found.size() < most;) {
            int here = key(call, at);
            if (found.containsKey(here)) {
                leaders.add(here);
                return;
            }
            Decoded d = decoder.apply(at);
            Flow flow = d == null ? Flow.INTERPRETED : Flow.of(d);
            if (flow == Flow.INTERPRETED) {
                return;
            }
            found.put(here, d);
            int next = at + d.length;
            long to = at + d.imm;
            boolean inside = to >= 0 && to <= OFFSET;
            switch (flow) {
                case BRANCH -> {
                    if (next <= OFFSET) {
                        leaders.add(key(call, next));
                    }
                    if (inside) {
                        lead(key(call, (int) to), work);
                    }
                }
                case JUMP -> {
                    if (inside) {
                        lead(key(callee(here, call, d, next), (int) to), work);
                    }
                    return;
                }
                case INDIRECT -> {
                    Call from = calls.get(call);
                    if (from.back >= 0 && d.rd == Decoded.SINK && d.rs1 == RETURN_ADDRESS && d.imm == 0) {
                        lead(key(from.caller, from.back), work);
                    }
                    return;
                }
                default -> { }
            }
            at = next;
        }
    }

    private void lead(int key, Deque<Integer> work) {
        leaders.add(key);
        work.add(key);
    }

    /** Number of the call under which the target of the jump at {@code here} is copied: a new one where it is a call. */
    private int callee(int here, int call, Decoded d, int next) {
        int depth = calls.get(call).depth;
        if (d.op != Op.JAL || d.rd != RETURN_ADDRESS || depth == MAX_DEPTH || next > OFFSET) {
            return call;
        }
        calls.add(new Call(call, next, depth + 1));
        callees.put(here, calls.size() - 1);
        return calls.size() - 1;
    }

    /** Whether there is a way from a block back to itself. */
    boolean loops() {
        return loops;
    }

    private boolean findLoop() {
        Map<Integer, Integer> depth = new TreeMap<>(); // 1 while on the path, 2 when done
        Deque<Integer> path = new ArrayDeque<>(List.of(entry));
        while (!path.isEmpty()) {
            int key = path.peek();
            if (depth.merge(key, 1, (old, one) -> old) == 2) {
                path.pop();
                continue;
            }
            int open = 0;
            for (int next : successors(blocks.get(key))) {
                Integer state = depth.get(next);
                if (state == null) {
                    path.push(next);
                    open++;
                } else if (state == 1) {
                    return true;
                }
            }
            if (open == 0) {
                depth.put(key, 2);
                path.pop();
            }
        }
        return false;
    }

    private List<Integer> successors(Block block) {
        List<Integer> keys = switch (block.flow()) {
            case BRANCH -> List.of(target(block), next(block));
            case JUMP -> List.of(target(block));
            case INDIRECT -> List.of(back(block));
            case NEXT, INTERPRETED -> List.of(next(block));
        };
        return keys.stream().filter(key -> at(key) != null).toList();
    }

    private Block block(int leader) {
        List<Decoded> instructions = new ArrayList<>();
        int key = leader;
        do {
            Decoded d = found.get(key);
            instructions.add(d);
            key += d.length;
            if (Flow.of(d) != Flow.NEXT || (key & ~OFFSET) != (leader & ~OFFSET)) {
                break;
            }
        } while (found.containsKey(key) && !leaders.contains(key));
        return new Block(leader, instructions, key - (leader & ~OFFSET));
    }
}
