package io.metagate.gateway.store.query;

import io.metagate.gateway.request.RequestFilters;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The reader of filters, on any body: a refusal, or a filter of which the store sees no operator but those listed here.
 * A fuzz target.
 */
public final class FilterTarget {

    /** All operators that the store is ever asked for. */
    static final Set<String> OPERATORS = Set.of(
            "$and",
            "$or",
            "$nor",
            "$not",
            "$eq",
            "$ne",
            "$in",
            "$nin",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$exists",
            "$type",
            "$elemMatch",
            "$regex");

    private FilterTarget() {}

    /** Takes one input, and fails by an exception. */
    public static void fuzzerTestOneInput(byte[] input) {
        RequestFilters.read(input).map(MongoFilter::of).ifPresent(FilterTarget::requireListed);
    }

    private static void requireListed(BsonValue value) {
        if (value instanceof BsonDocument document) {
            document.forEach((key, operand) -> {
                if (key.startsWith("$") && !OPERATORS.contains(key)) {
                    throw new AssertionError("the store would be asked to " + key);
                }
                requireListed(operand);
            });
        } else if (value instanceof BsonArray array) {
            array.forEach(FilterTarget::requireListed);
        }
    }
}
