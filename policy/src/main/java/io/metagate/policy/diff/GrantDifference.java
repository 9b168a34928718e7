package io.metagate.policy.diff;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A difference between what one principal was given and is given.
 *
 * @param what what it is about
 * @param rows whether it differs in nothing but where it is given
 * @param amounts how much there was, and is
 * @param before what there was, as text
 * @param after what there is, as text
 * @param conditions of restricts that may hold where it differs; none where it differs whether any holds or not
 */
record GrantDifference<T extends ComparableGrant<T>>(
        String what,
        boolean rows,
        Amounts<T> amounts,
        Supplier<String> before,
        Supplier<String> after,
        Set<String> conditions) {

    /** How much there was and is, and whether that is more or less. */
    record Amounts<T extends ComparableGrant<T>>(T was, T is, boolean more, boolean less) {
        static <T extends ComparableGrant<T>> Amounts<T> of(T was, T is) {
            return new Amounts<>(was, is, !was.covers(is), !is.covers(was));
        }
    }

    GrantDifference {
        conditions = Set.copyOf(conditions);
    }

    GrantDifference(String what, boolean rows, T was, T is, Supplier<String> before, Supplier<String> after) {
        this(what, rows, Amounts.of(was, is), before, after, Set.of());
    }

    /** Where there was too much to find out whether something differs. */
    static GrantDifference<?> unknown(String what) {
        return new GrantDifference<>(
                what, false, new Uncompared(false), new Uncompared(true), () -> "compared", () -> "too many");
    }

    /** The same difference where these conditions may hold. */
    GrantDifference<T> when(Set<String> held) {
        String when = " when " + String.join(" and ", new TreeSet<>(held));
        return new GrantDifference<>(what, rows, amounts, () -> before.get() + when, () -> after.get() + when, held);
    }

    /**
     * Whether differences of parts tell all of it: what there was, and what the parts tell that there is more, are all
     * that there is, and so for what is less.
     */
    boolean isToldBy(List<GrantDifference<?>> parts) {
        List<Amounts<T>> same = parts.stream()
                .flatMap(part -> same(part).stream())
                .map(GrantDifference::amounts)
                .toList();
        List<T> gained = same.stream().filter(Amounts::more).map(Amounts::is).toList();
        List<T> lost = same.stream().filter(Amounts::less).map(Amounts::was).toList();
        return (!more() || isCovered(amounts.is(), amounts.was(), gained))
                && (!less() || isCovered(amounts.was(), amounts.is(), lost));
    }

    private static <T extends ComparableGrant<T>> boolean isCovered(T all, T known, List<T> told) {
        T sum = known;
        for (T each : told) {
            if (each.covers(all)) {
                return true;
            }
            sum = sum.with(each).orElse(sum);
        }
        return !told.isEmpty() && sum.covers(all);
    }

    /** Whether there is something that was not. */
    boolean more() {
        return amounts.more();
    }

    /** Whether there was something that is not. */
    boolean less() {
        return amounts.less();
    }

    PermissionChange.Kind kind() {
        if (amounts.is() instanceof Uncompared) {
            return PermissionChange.Kind.UNKNOWN;
        }
        return PermissionChange.Kind.of(more(), less());
    }

    /** A part's difference, if it is about the same thing, wherever this one is. */
    @SuppressWarnings("unchecked")
    private Optional<GrantDifference<T>> same(GrantDifference<?> part) {
        return what.equals(part.what)
                        && amounts.was().getClass() == part.amounts.was().getClass()
                        && conditions.containsAll(part.conditions)
                ? Optional.of((GrantDifference<T>) part)
                : Optional.empty();
    }

    /** What was not looked at, in one revision or the other. */
    private record Uncompared(boolean next) implements ComparableGrant<Uncompared> {
        @Override
        public boolean covers(Uncompared other) {
            return equals(other);
        }
    }
}
