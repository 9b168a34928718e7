package io.metagate.gateway.store;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Value;
import java.util.List;
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

/** Writes a typed predicate as a MongoDB filter. INVARIANT: no document of a caller is ever passed on, only values as operands (P2). */
final class MongoFilter {

    private MongoFilter() {}

    static BsonDocument of(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().isEmpty() ? new BsonDocument() : joined("$and", and.parts());
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().isEmpty() ? nothing() : joined("$or", or.parts());
        }
        if (predicate instanceof Predicate.Compare compare) {
            return condition(compare.path().dotted(), operator(compare.relation()), value(compare.value()));
        }
        Predicate.In in = (Predicate.In) predicate;
        BsonArray values =
                new BsonArray(in.values().stream().map(MongoFilter::value).toList());
        return condition(in.path().dotted(), "$in", values);
    }

    static BsonDocument condition(String path, String operator, BsonValue operand) {
        return new BsonDocument(path, new BsonDocument(operator, operand));
    }

    private static BsonDocument joined(String operator, List<Predicate> parts) {
        return new BsonDocument(
                operator, new BsonArray(parts.stream().map(MongoFilter::of).toList()));
    }

    private static BsonDocument nothing() {
        return condition("_id", "$in", new BsonArray());
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

    static BsonValue value(Value value) {
        if (value instanceof Value.Text text) {
            return new BsonString(text.text());
        }
        if (value instanceof Value.Int number) {
            return new BsonInt64(number.number());
        }
        if (value instanceof Value.Real number) {
            return new BsonDouble(number.number());
        }
        if (value instanceof Value.Decimal number) {
            return new BsonDecimal128(new Decimal128(number.number()));
        }
        if (value instanceof Value.Bool truth) {
            return BsonBoolean.valueOf(truth.truth());
        }
        if (value instanceof Value.Date date) {
            return new BsonDateTime(date.instant().toEpochMilli());
        }
        if (value instanceof Value.ObjectId id) {
            return new BsonObjectId(new ObjectId(id.hex()));
        }
        if (value instanceof Value.Uuid id) {
            return new BsonBinary(id.uuid());
        }
        return BsonNull.VALUE;
    }
}
