package io.metagate.gateway.store.query;

import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.request.Predicate;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Writes what a predicate says of one value as MongoDB's operators, without the path. */
final class MongoOperators {

    /** The names of the types, which more engines know than their numbers. */
    private static final Map<Integer, String> NUMBERS = Map.of(1, "double", 16, "int", 18, "long", 19, "decimal");

    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry(-1, "minKey"),
            Map.entry(2, "string"),
            Map.entry(3, "object"),
            Map.entry(4, "array"),
            Map.entry(5, "binData"),
            Map.entry(7, "objectId"),
            Map.entry(8, "bool"),
            Map.entry(9, "date"),
            Map.entry(10, "null"),
            Map.entry(11, "regex"),
            Map.entry(17, "timestamp"),
            Map.entry(127, "maxKey"));

    private MongoOperators() {}

    static BsonDocument of(Predicate test) {
        BsonDocument operators = new BsonDocument();
        parts(test).forEach(part -> append(part, operators));
        return operators;
    }

    private static List<Predicate> parts(Predicate test) {
        return test instanceof Predicate.And and
                ? and.parts().stream().flatMap(part -> parts(part).stream()).toList()
                : List.of(test);
    }

    private static void append(Predicate test, BsonDocument operators) {
        if (test instanceof Predicate.Compare compare) {
            put(operators, operator(compare.relation()), MongoFilter.value(compare.value()));
        } else if (test instanceof Predicate.In in) {
            put(operators, "$in", values(in));
        } else if (test instanceof Predicate.StartsWith prefix) {
            put(operators, "$regex", new BsonString("^" + quoted(prefix.prefix())));
        } else if (test instanceof Predicate.OfType typed) {
            put(operators, "$type", aliases(typed.types()));
        } else if (test instanceof Predicate.Exists) {
            put(operators, "$exists", BsonBoolean.TRUE);
        } else {
            appendNot(((Predicate.Not) test).part(), operators);
        }
    }

    private static void appendNot(Predicate test, BsonDocument operators) {
        if (test instanceof Predicate.In in && !operators.containsKey("$nin")) {
            put(operators, "$nin", values(in));
        } else if (test instanceof Predicate.Compare compare
                && compare.relation() == Predicate.Relation.EQUAL
                && !operators.containsKey("$ne")) {
            put(operators, "$ne", MongoFilter.value(compare.value()));
        } else {
            put(operators, "$not", of(test));
        }
    }

    /** An operator can be written once; a second one must not replace the first. */
    private static void put(BsonDocument operators, String operator, BsonValue operand) {
        if (operators.put(operator, operand) != null) {
            throw new IllegalArgumentException("a test holds an operator twice: " + operator);
        }
    }

    private static BsonArray values(Predicate.In in) {
        return new BsonArray(in.values().stream().map(MongoFilter::value).toList());
    }

    /** All kinds of numbers together have a name that more engines know than the name of each. */
    private static BsonArray aliases(StoredTypes types) {
        boolean numbers = types.numbers().containsAll(NUMBERS.keySet());
        BsonArray aliases = new BsonArray();
        types.numbers().stream()
                .sorted()
                .filter(number -> !numbers || !NUMBERS.containsKey(number))
                .map(number -> new BsonString(NUMBERS.getOrDefault(number, OTHERS.getOrDefault(number, ""))))
                .forEach(aliases::add);
        if (numbers) {
            aliases.add(new BsonString("number"));
        }
        return aliases;
    }

    /** The pattern that stands for the text and nothing else. */
    private static String quoted(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == 0) {
                // a pattern ends at a zero in BSON
                pattern.append("\\x00");
            } else if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                pattern.append('\\').appendCodePoint(c);
            } else {
                pattern.appendCodePoint(c);
            }
        });
        return pattern.toString();
    }

    private static String operator(Predicate.Relation relation) {
        return switch (relation) {
            case EQUAL -> "$eq";
            case GREATER -> "$gt";
            case GREATER_OR_EQUAL -> "$gte";
            case LESS -> "$lt";
            case LESS_OR_EQUAL -> "$lte";
        };
    }
}
