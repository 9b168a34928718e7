package io.metagate.policy.diff;

import java.util.Optional;

/**
 * A difference between what one onlooker was given and is given.
 *
 * @param what what it is about
 * @param rows whether it differs in nothing but where it is given
 * @param was how much there was
 * @param is how much there is
 * @param before what there was, as text
 * @param after what there is, as text
 */
record Contrast<T extends Measured<T>>(String what, boolean rows, T was, T is, String before, String after) {

    /** Whether there is something that was not. */
    boolean more() {
        return !was.covers(is);
    }

    /** Whether there was something that is not. */
    boolean less() {
        return !is.covers(was);
    }

    SightChange.Kind kind() {
        return SightChange.Kind.of(more(), less());
    }

    /** Whether this difference of a part tells of as much that is given more as another does of the whole. */
    boolean tellsMore(Contrast<?> whole) {
        return same(whole).filter(other -> more() && is.covers(other.is)).isPresent();
    }

    /** Whether this difference of a part tells of as much that is given no more as another does of the whole. */
    boolean tellsLess(Contrast<?> whole) {
        return same(whole).filter(other -> less() && was.covers(other.was)).isPresent();
    }

    /** The other, if it is about the same thing. */
    @SuppressWarnings("unchecked")
    private Optional<Contrast<T>> same(Contrast<?> other) {
        return what.equals(other.what) && was.getClass() == other.was.getClass()
                ? Optional.of((Contrast<T>) other)
                : Optional.empty();
    }
}
