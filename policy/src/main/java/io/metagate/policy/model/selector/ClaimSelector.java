package io.metagate.policy.model.selector;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.ScalarValue;
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
        if (one instanceof ScalarValue.Bool bool) {
            return stripped.equalsIgnoreCase(String.valueOf(bool.truth()));
        }
        return number(one).isPresent()
                && number(stripped)
                        .filter(same -> same.compareTo(number(one).get()) == 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> number(ScalarValue value) {
        if (value instanceof ScalarValue.Int integer) {
            return Optional.of(BigDecimal.valueOf(integer.number()));
        }
        return value instanceof ScalarValue.Real real ? Optional.of(new BigDecimal(real.number())) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String written) {
        try {
            return Optional.of(new BigDecimal(written));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Class<?> kind(ScalarValue value) {
        return value instanceof ScalarValue.Real ? ScalarValue.Int.class : value.getClass();
    }
}
