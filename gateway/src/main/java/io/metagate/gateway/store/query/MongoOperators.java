package io.metagate.gateway.store.query;

import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Writes what a predicate says of one value as MongoDB's operators, without the path. */
final class MongoOperators implements PredicateVisitor<BsonDocument>, FieldTestVisitor<BsonDocument> {

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

    private static final String PATTERN = "$regex";
    private static final String TYPE = "$type";

    private final BsonDocument operators = new BsonDocument();

    private MongoOperators() {}

    static BsonDocument of(Predicate test) {
        return test.accept(new MongoOperators());
    }

    @Override
    public BsonDocument and(Predicate.And and) {
        and.parts().forEach(part -> part.accept(this));
        return operators;
    }

    @Override
    public BsonDocument or(Predicate.Or or) {
        throw new IllegalArgumentException("no test of one value");
    }

    @Override
    public BsonDocument anyElement(Predicate.AnyElement any) {
        throw new IllegalArgumentException("no test of one value");
    }

    @Override
    public BsonDocument test(Predicate.FieldTest test) {
        return test.acceptTest(this);
    }

    @Override
    public BsonDocument compare(Predicate.Compare compare) {
        return put(compare.relation().operator(), MongoFilter.value(compare.value()));
    }

    @Override
    public BsonDocument in(Predicate.In in) {
        return put(FilterOperator.IN, values(in));
    }

    @Override
    public BsonDocument exists(Predicate.Exists exists) {
        return put(FilterOperator.EXISTS, BsonBoolean.TRUE);
    }

    @Override
    public BsonDocument ofType(Predicate.OfType typed) {
        return put(TYPE, aliases(typed.types()));
    }

    @Override
    public BsonDocument startsWith(Predicate.StartsWith prefix) {
        return put(PATTERN, new BsonString("^" + quoted(prefix.prefix())));
    }

    @Override
    public BsonDocument not(Predicate.Not not) {
        return not.part().accept(new Negation());
    }

    private boolean has(FilterOperator operator) {
        return operators.containsKey(operator.wireName());
    }

    private BsonDocument put(FilterOperator operator, BsonValue operand) {
        return put(operator.wireName(), operand);
    }

    /** An operator can be written once; a second one must not replace the first. */
    private BsonDocument put(String operator, BsonValue operand) {
        if (operators.put(operator, operand) != null) {
            throw new IllegalArgumentException("a test holds an operator twice: " + operator);
        }
        return operators;
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

    /** Writes what is denied: in the short form where there is one that does not stand there yet. */
    private final class Negation implements PredicateVisitor<BsonDocument>, FieldTestVisitor<BsonDocument> {
        @Override
        public BsonDocument and(Predicate.And and) {
            return inFull(and);
        }

        @Override
        public BsonDocument or(Predicate.Or or) {
            return inFull(or);
        }

        @Override
        public BsonDocument not(Predicate.Not not) {
            return inFull(not);
        }

        @Override
        public BsonDocument anyElement(Predicate.AnyElement any) {
            return inFull(any);
        }

        @Override
        public BsonDocument test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public BsonDocument compare(Predicate.Compare compare) {
            return compare.relation() == Predicate.Relation.EQUAL && !has(FilterOperator.NE)
                    ? put(FilterOperator.NE, MongoFilter.value(compare.value()))
                    : inFull(compare);
        }

        @Override
        public BsonDocument in(Predicate.In in) {
            return has(FilterOperator.NIN) ? inFull(in) : put(FilterOperator.NIN, values(in));
        }

        @Override
        public BsonDocument exists(Predicate.Exists exists) {
            return inFull(exists);
        }

        @Override
        public BsonDocument ofType(Predicate.OfType typed) {
            return inFull(typed);
        }

        @Override
        public BsonDocument startsWith(Predicate.StartsWith prefix) {
            return inFull(prefix);
        }

        private BsonDocument inFull(Predicate part) {
            return put(FilterOperator.NOT, of(part));
        }
    }
}
