package io.metagate.policy.model.selector;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a selector asks of one claim: that it holds one of these values. Numbers are equal by value, whatever their
 * type.
 *
 * @param values the texts, numbers and booleans, in their canonical form
 */
record ClaimSelector(List<ScalarValue> values) {

    /**
     * Whether it holds one; not where it is missing. In doubt where it cannot be read, or has a value of another type
     * than all of these.
     */
    PrincipalMatch match(Optional<Claim> claim) {
        if (claim.isEmpty()) {
            return PrincipalMatch.NO_MATCH;
        }
        if (!claim.get().readable()) {
            return PrincipalMatch.INDETERMINATE;
        }
        List<ScalarValue> held =
                claim.get().values().stream().map(ScalarValue::canonical).toList();
        if (held.stream().anyMatch(values::contains)) {
            return PrincipalMatch.MATCH;
        }
        return held.stream().allMatch(this::isOther) ? PrincipalMatch.NO_MATCH : PrincipalMatch.INDETERMINATE;
    }

    /**
     * Whether a value that is none of these is surely not meant by any of them: it is of the type of one, and written
     * like none of another type.
     */
    private boolean isOther(ScalarValue held) {
        return values.stream().anyMatch(value -> kind(value) == kind(held))
                && values.stream().noneMatch(value -> isWrittenLike(value, held) || isWrittenLike(held, value));
    }

    private static boolean isWrittenLike(ScalarValue one, ScalarValue text) {
        if (!(text instanceof ScalarValue.Text written)) {
            return false;
        }
        String stripped = written.text().strip();
        return one.accept(new WrittenLike(stripped));
    }

    private static Optional<BigDecimal> number(String written) {
        try {
            return Optional.of(new BigDecimal(written));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Kind kind(ScalarValue value) {
        return value.accept(KindOf.VISITOR);
    }

    /** What is not taken for something else where it is written alike. */
    private enum Kind {
        TEXT,
        NUMBER,
        BOOL,
        OTHER
    }

    /** The kind of a value. */
    private static final class KindOf implements PlainScalarVisitor<Kind> {

        private static final KindOf VISITOR = new KindOf();

        @Override
        public Kind text(ScalarValue.Text text) {
            return Kind.TEXT;
        }

        @Override
        public Kind integer(ScalarValue.Int integer) {
            return Kind.NUMBER;
        }

        @Override
        public Kind real(ScalarValue.Real real) {
            return Kind.NUMBER;
        }

        @Override
        public Kind bool(ScalarValue.Bool bool) {
            return Kind.BOOL;
        }

        @Override
        public Kind nothing(ScalarValue.Null nothing) {
            return Kind.OTHER;
        }

        @Override
        public Kind typed(ScalarValue value) {
            return Kind.OTHER;
        }
    }

    /** Whether a value of another type is what a text reads as. */
    private record WrittenLike(String text) implements PlainScalarVisitor<Boolean> {
        @Override
        public Boolean text(ScalarValue.Text other) {
            return false;
        }

        @Override
        public Boolean integer(ScalarValue.Int integer) {
            return isNumber(BigDecimal.valueOf(integer.number()));
        }

        @Override
        public Boolean real(ScalarValue.Real real) {
            return isNumber(new BigDecimal(real.number()));
        }

        @Override
        public Boolean bool(ScalarValue.Bool bool) {
            return text.equalsIgnoreCase(String.valueOf(bool.truth()));
        }

        @Override
        public Boolean nothing(ScalarValue.Null nothing) {
            return false;
        }

        @Override
        public Boolean typed(ScalarValue value) {
            return false;
        }

        private boolean isNumber(BigDecimal value) {
            return number(text).filter(same -> same.compareTo(value) == 0).isPresent();
        }
    }
}
