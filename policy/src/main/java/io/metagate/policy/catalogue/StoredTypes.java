package io.metagate.policy.catalogue;

import java.util.Set;
import java.util.TreeSet;

/**
 * Types of stored values, by the numbers that BSON and MongoDB's {@code $type} have for them.
 *
 * @param numbers the numbers
 */
public record StoredTypes(Set<Integer> numbers) {

    private static final int ARRAY = 4;
    private static final int NULL = 10;

    /** Double, 32-bit and 64-bit integer, decimal128: a store compares each with any other. */
    private static final Set<Integer> OF_NUMBERS = Set.of(1, 16, 18, 19);

    /**
     * The types of single values that drivers write; neither code nor the deprecated types, of which not every store
     * knows.
     */
    private static final Set<Integer> OF_SINGLE_VALUES = Set.of(1, 2, 3, 5, 7, 8, 9, 10, 11, 16, 17, 18, 19, -1, 127);

    public StoredTypes {
        numbers = Set.copyOf(numbers);
    }

    /** Those that single values of a declared type have; null is a value of each. */
    public static StoredTypes of(FieldType type) {
        return with(values(type), NULL);
    }

    /** Those that what is at a field of a declared type has, arrays included. */
    public static StoredTypes atFieldOf(FieldType type) {
        return with(of(type).numbers, ARRAY);
    }

    /** Those that single values have which have drifted from a declared type. */
    public static StoredTypes driftedFrom(FieldType type) {
        return without(OF_SINGLE_VALUES, of(type).numbers);
    }

    /**
     * Those that have drifted from a declared type and which a store compares with its values all the same; none but
     * for numbers.
     */
    public static StoredTypes likenedTo(FieldType type) {
        boolean number = OF_NUMBERS.containsAll(values(type));
        return number ? without(OF_NUMBERS, values(type)) : new StoredTypes(Set.of());
    }

    /** Whether the type of that number is one of them. */
    public boolean has(int number) {
        return numbers.contains(number);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /**
     * Whether an index has the values of these types apart from all others; numbers stand together in it, and an array
     * stands by its elements.
     */
    public boolean standApart() {
        boolean splitsNumbers = OF_NUMBERS.stream().map(this::has).distinct().count() > 1;
        return !splitsNumbers && !has(ARRAY);
    }

    private static Set<Integer> values(FieldType type) {
        return switch (type) {
            case STRING -> Set.of(2);
            case INT -> Set.of(16, 18);
            case DOUBLE -> Set.of(1, 16, 18);
            case DECIMAL -> Set.of(19);
            case BOOL -> Set.of(8);
            case DATE -> Set.of(9);
            case OBJECT_ID -> Set.of(7);
            case UUID, BINARY -> Set.of(5);
        };
    }

    private static StoredTypes with(Set<Integer> numbers, int another) {
        Set<Integer> with = new TreeSet<>(numbers);
        with.add(another);
        return new StoredTypes(with);
    }

    private static StoredTypes without(Set<Integer> numbers, Set<Integer> others) {
        Set<Integer> without = new TreeSet<>(numbers);
        without.removeAll(others);
        return new StoredTypes(without);
    }
}
