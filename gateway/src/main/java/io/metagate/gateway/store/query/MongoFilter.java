package io.metagate.gateway.store.query;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Writes a typed predicate as a MongoDB filter. INVARIANT: no document of a caller is ever passed on, only values as
 * operands (P2).
 */
public final class MongoFilter {

    private MongoFilter() {}

    public static BsonDocument of(Predicate predicate) {
        return of(predicate, FieldPath::dotted);
    }

    /** The filter with each path written as the names have it. */
    private static BsonDocument of(Predicate predicate, Function<FieldPath, String> names) {
        if (predicate instanceof Predicate.And and) {
            return all(and.parts(), names);
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().isEmpty() ? nothing() : joined("$or", or.parts(), names);
        }
        if (predicate instanceof Predicate.Not not) {
            return joined("$nor", List.of(not.part()), names);
        }
        if (predicate instanceof Predicate.AnyElement any) {
            BsonDocument part = any.ofValues()
                    ? MongoOperators.of(any.part())
                    : of(any.part(), path -> path.behind(any.path()).dotted());
            return condition(names.apply(any.path()), "$elemMatch", part);
        }
        FieldPath path = predicate.uses().findFirst().orElseThrow().path();
        return new BsonDocument(names.apply(path), MongoOperators.of(predicate));
    }

    static BsonDocument condition(String path, String operator, BsonValue operand) {
        return new BsonDocument(path, new BsonDocument(operator, operand));
    }

    /** All of the parts, beside each other if none stands in another's place. */
    private static BsonDocument all(List<Predicate> parts, Function<FieldPath, String> names) {
        BsonDocument beside = new BsonDocument();
        int members = 0;
        for (Predicate part : parts) {
            BsonDocument filter = of(part, names);
            members += filter.size();
            beside.putAll(filter);
        }
        return beside.size() == members ? beside : joined("$and", parts, names);
    }

    private static BsonDocument joined(String operator, List<Predicate> parts, Function<FieldPath, String> names) {
        List<BsonDocument> operands =
                parts.stream().map(part -> of(part, names)).toList();
        return new BsonDocument(operator, new BsonArray(operands));
    }

    private static BsonDocument nothing() {
        return condition("_id", "$in", new BsonArray());
    }

    static BsonValue value(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return new BsonString(text.text());
        }
        if (value instanceof ScalarValue.Int number) {
            return new BsonInt64(number.number());
        }
        if (value instanceof ScalarValue.Real number) {
            return new BsonDouble(number.number());
        }
        if (value instanceof ScalarValue.Decimal number) {
            return new BsonDecimal128(new Decimal128(number.number()));
        }
        if (value instanceof ScalarValue.Bool truth) {
            return BsonBoolean.valueOf(truth.truth());
        }
        if (value instanceof ScalarValue.Date date) {
            return new BsonDateTime(date.instant().toEpochMilli());
        }
        if (value instanceof ScalarValue.ObjectId id) {
            return new BsonObjectId(new ObjectId(id.hex()));
        }
        if (value instanceof ScalarValue.Uuid id) {
            return new BsonBinary(id.uuid());
        }
        return BsonNull.VALUE;
    }
}
