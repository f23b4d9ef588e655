package org.haiov.hdl;

/**
 * A state machine: a register over an enumeration, and what happens in each state.
 *
 * {@snippet :
 * StateMachine<State> machine = machine(State.IDLE);
 * machine.in(State.IDLE, () -> when(start, () -> machine.go(State.BUSY)));
 * machine.in(State.BUSY, () -> when(done, () -> machine.go(State.IDLE)));
 * }
 */
public final class StateMachine<E extends Enum<E>> {
    private final Enumerated<E> state;
    private final Choice choice;

    StateMachine(Component component, Enumerated<E> state, Site at) {
        this.state = state;
        this.choice = new Choice(component, state.bits(), java.math.BigInteger.valueOf(state.constants()), at);
    }

    /**
     * What happens in a state; each state at most once. It stands where {@code machine(...)} was called: assignments after that call win over it,
     * so defaults go before the call.
     */
    public void in(E current, Runnable body) {
        choice.is(current, body);
    }

    /** Goes to the state at the next clock edge. */
    public void go(E next) {
        state.set(next);
    }

    /** 1 while in the state. */
    public Bits is(E current) {
        return state.is(current);
    }

    /** The state's encoding. */
    public Bits bits() {
        return state.bits();
    }
}
