package io.metagate.gateway.store.query;

import io.metagate.policy.catalogue.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * The stages of an aggregation that counts records by a value, and leaves small groups out.
 *
 * @param by the field of the values
 * @param subject the field that tells whose the records are; absent if they are counted without looking at that
 * @param smallest how many records, and how many people, a group has that is not left out; one of arrays is not
 */
record GroupStages(Field by, Optional<Field> subject, int smallest) {

    private static final BsonInt32 ONE = new BsonInt32(1);
    private static final BsonInt32 ZERO = new BsonInt32(0);
    private static final String VALUE = "v";
    private static final String PERSON = "s";

    /** The stages, each group with its value as {@code _id} and its {@code count}. */
    List<BsonDocument> stages() {
        List<BsonDocument> stages = new ArrayList<>();
        if (subject.isPresent()) {
            ofPeople(subject.get(), stages);
        } else {
            stages.add(stage(
                    "$group",
                    new BsonDocument("_id", field(by.path().dotted())).append("count", new BsonDocument("$sum", ONE))));
        }
        stages.add(stage("$match", large()));
        stages.add(stage("$sort", new BsonDocument("_id", ONE)));
        return stages;
    }

    /**
     * First by value and person, then by value. An array of people is taken apart as often as there can be arrays on
     * the way; of the rows that a record becomes so, the first of all counts for it. What is an array still, or of
     * another type, is nobody.
     */
    private void ofPeople(Field person, List<BsonDocument> stages) {
        stages.add(stage(
                "$project",
                new BsonDocument("_id", ZERO)
                        .append(VALUE, orElse(field(by.path().dotted()), BsonNull.VALUE))
                        .append(PERSON, field(person.path().dotted()))));
        BsonArray first = new BsonArray();
        for (int level = 0; level < person.path().segments().size(); level++) {
            String index = "i" + level;
            stages.add(stage(
                    "$unwind",
                    new BsonDocument("path", field(PERSON))
                            .append("includeArrayIndex", new BsonString(index))
                            .append("preserveNullAndEmptyArrays", BsonBoolean.TRUE)));
            first.add(operation("$eq", orElse(field(index), ZERO), ZERO));
        }
        stages.add(stage(
                "$group",
                new BsonDocument("_id", new BsonDocument(VALUE, field(VALUE)).append(PERSON, field(PERSON)))
                        .append("n", countOf(new BsonDocument("$and", first), ONE))));
        stages.add(stage(
                "$group",
                new BsonDocument("_id", field("_id." + VALUE))
                        .append("count", new BsonDocument("$sum", field("n")))
                        .append("people", countOf(isPerson(person), ONE))));
    }

    /**
     * Whether it is of the declared type, or among the numbers if that is one of them: not by its name, as not every
     * engine can tell types there.
     */
    private static BsonDocument isPerson(Field person) {
        return switch (person.type()) {
            case STRING -> between("$gte", new BsonString(""), "$lt", literal(new BsonDocument()));
            case INT, DOUBLE, DECIMAL -> between("$gt", BsonNull.VALUE, "$lt", new BsonString(""));
            case UUID, BINARY ->
                between("$gte", new BsonBinary(new byte[0]), "$lt", new BsonObjectId(new ObjectId(new byte[12])));
            case OBJECT_ID -> between("$gte", new BsonObjectId(new ObjectId(new byte[12])), "$lt", BsonBoolean.FALSE);
            case BOOL -> between("$gte", BsonBoolean.FALSE, "$lte", BsonBoolean.TRUE);
            case DATE -> between("$gte", new BsonDateTime(Long.MIN_VALUE), "$lt", new BsonTimestamp(0));
        };
    }

    private static BsonDocument between(String from, BsonValue low, String to, BsonValue high) {
        BsonString person = field("_id." + PERSON);
        return new BsonDocument(
                "$and", new BsonArray(List.of(operation(from, person, low), operation(to, person, high))));
    }

    private static BsonDocument literal(BsonValue value) {
        return new BsonDocument("$literal", value);
    }

    private BsonDocument large() {
        BsonDocument large = new BsonDocument("count", new BsonDocument("$gte", new BsonInt32(smallest)));
        subject.ifPresent(person -> large.append("people", new BsonDocument("$gte", new BsonInt32(smallest))));
        BsonDocument several = new BsonDocument("_id", new BsonDocument("$type", new BsonString("array")));
        return new BsonDocument("$or", new BsonArray(List.of(large, several)));
    }

    private static BsonDocument countOf(BsonDocument condition, BsonValue number) {
        return new BsonDocument("$sum", new BsonDocument("$cond", new BsonArray(List.of(condition, number, ZERO))));
    }

    private static BsonDocument orElse(BsonValue value, BsonValue otherwise) {
        return operation("$ifNull", value, otherwise);
    }

    private static BsonDocument operation(String operator, BsonValue one, BsonValue other) {
        return new BsonDocument(operator, new BsonArray(List.of(one, other)));
    }

    private static BsonString field(String path) {
        return new BsonString("$" + path);
    }

    private static BsonDocument stage(String name, BsonDocument content) {
        return new BsonDocument(name, content);
    }
}
