package org.haiov.hdl;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.haiov.hdl.error.BadSlice;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;

/**
 * A fixed number of like things in hardware: values, signals, bundles, vectors or components. Elements of a signal or bundle that
 * have no name of their own take the vector's, {@code name_0}, {@code name_1}.
 */
public final class Vec<T> implements Iterable<T> {
    private final List<T> elements;

    private Vec(List<T> elements) {
        this.elements = List.copyOf(elements);
    }

    static <T> Vec<T> ofElements(List<T> elements) {
        return new Vec<>(elements);
    }

    /** So many elements, each made by the function from its index. */
    public static <T> Vec<T> of(int size, IntFunction<? extends T> element) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            made.add(element.apply(i));
        }
        Vec<T> vec = new Vec<>(made);
        Naming.nameElements(vec, Sites.here());
        return vec;
    }

    /** The elements given. */
    public static <T> Vec<T> of(List<? extends T> elements) {
        return of(elements.size(), elements::get);
    }

    public int size() {
        return elements.size();
    }

    public T get(int index) {
        if (index < 0 || index >= elements.size()) {
            throw new BadSlice("element " + index + " of a vector of " + elements.size(),
                    "indices go from 0 to " + (elements.size() - 1), Sites.here().loc());
        }
        return elements.get(index);
    }

    public List<T> asList() {
        return elements;
    }

    @Override
    public Iterator<T> iterator() {
        return elements.iterator();
    }

    /**
     * Reads the element that the index names, of a vector of values; an index beyond the end reads the last element.
     *
     * @param index unsigned, just wide enough for the size
     */
    public Bits read(Bits index) {
        Site at = Sites.here();
        checkIndex(index, at);
        return select(index, elements.stream().map(e -> (Bits) e).toList(), at);
    }

    /** Assigns the element that the index names, of a vector of signals; an index beyond the end assigns nothing. */
    public void write(Component here, Bits index, Bits value) {
        checkIndex(index, Sites.here());
        for (int i = 0; i < elements.size(); i++) {
            int at = i;
            here.when(index.eq(at), () -> ((Assignable) elements.get(at)).set(value));
        }
    }

    private void checkIndex(Bits index, Site at) {
        int needed = Memory.addressWidth(elements.size());
        if (index.width() != needed) {
            throw new org.haiov.hdl.error.WidthMismatch("index of a vector of " + elements.size() + ": " + index.describeWidth()
                    + ", not " + needed, "widen it with zext or cut it with low", at.loc());
        }
    }

    private static Bits select(Bits index, List<Bits> values, Site at) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        List<Bits> operands = new ArrayList<>();
        operands.add(index);
        operands.addAll(values);
        int last = values.size();
        return new Expression(values.getFirst().width(), at, "select", operands, o -> {
            List<Expr.Switch.Case> cases = new ArrayList<>();
            for (int i = 1; i < last; i++) {
                cases.add(new Expr.Switch.Case(List.of(java.math.BigInteger.valueOf(i - 1L)), o.get(i)));
            }
            return new Expr.Switch(o.getFirst(), cases, o.get(last), at.loc());
        });
    }
}
