package io.metagate.policy.request;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.util.List;

/**
 * What a token says under one name. INVARIANT: what no policy can read is there all the same, and says nothing: it is
 * neither a value nor missing, and whatever depends on it closes (P6).
 *
 * @param values its scalars, in the token's order: texts, finite numbers and booleans, and a null for each that is none
 *     of these
 * @param list whether the token has a list there; if not, there is one value
 */
public record Claim(List<ScalarValue> values, boolean list) {

    public Claim {
        values = List.copyOf(values);
        if (!list && values.size() != 1) {
            throw new IllegalArgumentException("a claim that is not a list has one value");
        }
        if (!values.stream().allMatch(Claim::canBe)) {
            throw new IllegalArgumentException("a claim has texts, finite numbers and booleans");
        }
    }

    /** A claim that is one value. */
    public static Claim of(ScalarValue value) {
        return new Claim(List.of(value), false);
    }

    /** A claim that is a list, of whatever length. */
    public static Claim ofList(List<? extends ScalarValue> values) {
        return new Claim(List.copyOf(values), true);
    }

    /** A claim that no policy can read, such as an object. */
    public static Claim unreadable() {
        return of(new ScalarValue.Null());
    }

    /** Whether all that it says can be read. */
    public boolean readable() {
        return values.stream().noneMatch(ScalarValue::isNull);
    }

    private static boolean canBe(ScalarValue value) {
        return value.accept(Readability.VISITOR);
    }

    /** Whether a token can say it. */
    private static final class Readability implements PlainScalarVisitor<Boolean> {

        private static final Readability VISITOR = new Readability();

        @Override
        public Boolean text(ScalarValue.Text text) {
            return true;
        }

        @Override
        public Boolean integer(ScalarValue.Int integer) {
            return true;
        }

        @Override
        public Boolean real(ScalarValue.Real real) {
            return Double.isFinite(real.number());
        }

        @Override
        public Boolean bool(ScalarValue.Bool bool) {
            return true;
        }

        @Override
        public Boolean nothing(ScalarValue.Null nothing) {
            return true;
        }

        @Override
        public Boolean typed(ScalarValue value) {
            return false;
        }
    }
}
