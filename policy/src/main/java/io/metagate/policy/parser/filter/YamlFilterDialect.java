package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterBounds;
import io.metagate.policy.filter.FilterDialect;
import io.metagate.policy.filter.FilterFault;
import io.metagate.policy.filter.FilterMember;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.List;

/**
 * Filters as bundles have them. Their author is told every problem at once. What says nothing, such as an empty list,
 * is a problem: it was more likely forgotten than meant, and an empty row scope would cover all records.
 */
record YamlFilterDialect(ProblemCollector problems) implements FilterDialect<SourcePosition, BundleParseException> {

    @Override
    public boolean allowsEmpty() {
        return false;
    }

    @Override
    public int operatorLevels() {
        return 0;
    }

    @Override
    public BundleParseException refused(SourcePosition at, FilterFault fault) {
        return new BundleParseException(at, message(fault, "", ""));
    }

    @Override
    public BundleParseException refused(
            FilterMember<SourcePosition, BundleParseException> member, FilterFault fault, String detail) {
        return new BundleParseException(member.at(), message(fault, member.name(), detail));
    }

    @Override
    public void note(BundleParseException problem) {
        problems.add(problem);
    }

    @Override
    public <T, R> List<R> each(List<T> parts, PartReader<T, R, BundleParseException> reader) {
        return new PartialParser(problems).readEach(parts, reader::read).get();
    }

    private static String message(FilterFault fault, String name, String detail) {
        return switch (fault) {
            case TOO_DEEP -> "a row scope has at most " + FilterBounds.MAX_DEPTH + " levels";
            case TOO_MANY_CONDITIONS -> "a row scope has at most " + FilterBounds.MAX_CONDITIONS + " conditions";
            case TOO_MANY_VALUES -> "a list has at most " + FilterBounds.MAX_VALUES + " values";
            case PREFIX_TOO_LONG, NO_TEXT_PREFIX ->
                "expected a text of at most " + Predicate.StartsWith.MAX_LENGTH + " characters";
            case UNKNOWN_CONNECTIVE -> "unknown operator '" + name + "'; known between fields are $and, $or";
            case UNKNOWN_OPERATOR, NO_OPERATOR_NAME, NOT_OF_VALUES ->
                "unknown key '" + name + "'; known here: " + detail;
            case NO_PATH -> detail;
            case NO_OBJECT -> "expected a mapping";
            case EMPTY_OBJECT -> "expected at least one field";
            case NO_FILTERS -> "expected a list";
            case EMPTY_LIST -> "expected at least one item";
            case NO_OPERATORS -> "expected an operator";
            case NO_ELEMENT_CONDITION -> "expected a mapping of operators, or of fields of the array's documents";
            case NO_LIST -> "expected a list or a claim such as ${principal.claims.regions}";
            case NO_FLAG -> "expected true or false";
            case NO_SCALAR_PREFIX -> "expected a scalar";
            case NO_ORDER -> "null has no order";
        };
    }
}
