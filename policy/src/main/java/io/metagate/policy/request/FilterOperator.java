package io.metagate.policy.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operators of the query language, in the order of the documentation: those of a request's filter and those of a
 * policy's rows. INVARIANT: the one list of them, by which both are parsed (P2).
 */
public enum FilterOperator {
    EQ("$eq", Operand.VALUE),
    NE("$ne", Operand.VALUE),
    IN("$in", Operand.VALUES),
    NIN("$nin", Operand.VALUES),
    GT("$gt", Operand.ORDERED),
    GTE("$gte", Operand.ORDERED),
    LT("$lt", Operand.ORDERED),
    LTE("$lte", Operand.ORDERED),
    STARTS_WITH("$startsWith", Operand.PREFIX),
    EXISTS("$exists", Operand.FLAG),
    ELEM_MATCH("$elemMatch", Operand.ELEMENTS),
    NOT("$not", Operand.OPERATORS),
    AND("$and", Operand.FILTERS),
    OR("$or", Operand.FILTERS);

    private final String wireName;
    private final Operand operand;

    FilterOperator(String wireName, Operand operand) {
        this.wireName = wireName;
        this.operand = operand;
    }

    /** What stands after an operator. */
    public enum Operand {
        /** Any value. */
        VALUE,
        /** A value that has an order, which null has not. */
        ORDERED,
        /** A list of values. */
        VALUES,
        /** A text of a bounded length. */
        PREFIX,
        /** True or false. */
        FLAG,
        /** An object of operators. */
        OPERATORS,
        /** An object of operators that compare a value, or a filter of the array's documents. */
        ELEMENTS,
        /** A list of filters. */
        FILTERS
    }

    /** The name in requests, in bundles and in answers. */
    public String wireName() {
        return wireName;
    }

    public Operand operand() {
        return operand;
    }

    /** Whether it stands between filters. */
    public boolean isConnective() {
        return operand == Operand.FILTERS;
    }

    /** Whether it can say something of one value, and not of a field as a whole alone. */
    public boolean isOfValues() {
        return !isConnective() && operand != Operand.FLAG && operand != Operand.ELEMENTS;
    }

    /** The operator that this one denies, if it is a short form of a negation. */
    public Optional<FilterOperator> negated() {
        return switch (this) {
            case NE -> Optional.of(EQ);
            case NIN -> Optional.of(IN);
            default -> Optional.empty();
        };
    }

    /** The operator of that name, if there is one. */
    public static Optional<FilterOperator> of(String wireName) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName.equals(wireName))
                .findFirst();
    }

    /** The operators that can stand on a field. */
    public static List<FilterOperator> ofFields() {
        return Arrays.stream(values())
                .filter(operator -> !operator.isConnective())
                .toList();
    }
}
