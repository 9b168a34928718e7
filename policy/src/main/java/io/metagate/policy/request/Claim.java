package io.metagate.policy.request;

import java.util.List;

/**
 * What a token says under one name.
 *
 * @param values its scalars, in the token's order
 * @param list whether the token has a list there; if not, there is one value
 */
public record Claim(List<Value> values, boolean list) {

    public Claim {
        values = List.copyOf(values);
        if (!list && values.size() != 1) {
            throw new IllegalArgumentException("a claim that is not a list has one value");
        }
    }

    /** A claim that is one value. */
    public static Claim of(Value value) {
        return new Claim(List.of(value), false);
    }

    /** A claim that is a list, of whatever length. */
    public static Claim ofList(List<? extends Value> values) {
        return new Claim(List.copyOf(values), true);
    }
}
