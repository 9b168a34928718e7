package io.metagate.policy.filter;

/** What can be wrong with a filter, its values aside. */
public enum FilterFault {
    /** More levels than {@link FilterBounds#MAX_DEPTH}. */
    TOO_DEEP,
    /** More parts than {@link FilterBounds#MAX_CONDITIONS}. */
    TOO_MANY_CONDITIONS,
    /** A list of more values than {@link FilterBounds#MAX_VALUES}. */
    TOO_MANY_VALUES,
    /** A text to start with that is too long. */
    PREFIX_TOO_LONG,
    /** A name with a {@code $} between filters that is none of a connective. */
    UNKNOWN_CONNECTIVE,
    /** A name with a {@code $} on a field that is none of an operator. */
    UNKNOWN_OPERATOR,
    /** A name without a {@code $} among operators. */
    NO_OPERATOR_NAME,
    /** An operator that does not compare a value, where values are compared. */
    NOT_OF_VALUES,
    /** A name that is no path of a field. */
    NO_PATH,
    /** Something else than an object, where fields are expected. */
    NO_OBJECT,
    /** An object without a field. */
    EMPTY_OBJECT,
    /** Something else than a list of filters. */
    NO_FILTERS,
    /** A list without an item. */
    EMPTY_LIST,
    /** Something else than an object of operators. */
    NO_OPERATORS,
    /** Something else than a condition on the elements of an array. */
    NO_ELEMENT_CONDITION,
    /** Something else than a list of values. */
    NO_LIST,
    /** Something else than true or false. */
    NO_FLAG,
    /** A list or an object to start with. */
    NO_SCALAR_PREFIX,
    /** Something else than a text to start with. */
    NO_TEXT_PREFIX,
    /** A null in an order. */
    NO_ORDER
}
