package io.metagate.store.engine;

import io.metagate.policy.request.Action;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What not every engine that speaks MongoDB's protocol is able to do, and the gateway asks for where it needs it. */
public enum EngineAbility {
    /** Comparing by another collation than the collection's. */
    COLLATIONS("a collation", "Collections that have a collation of their own cannot be read, counted or changed."),
    /** Telling the least and the greatest of all values. */
    LIMIT_TYPES(
            "$type of minKey and maxKey",
            "Filters for null, and pages of an order that goes through such values, fail."),
    /** Telling numbers by their types. */
    NUMBER_TYPES("$type of double, int, long and decimal", "Filters on number fields, and counts by them, fail."),
    /** Finding what is not a number. */
    NOT_A_NUMBER(
            "$eq of NaN",
            "Pages of a descending order that goes beyond numbers to NaN, minKey or an empty array fail."),
    /** Comparing records as a whole. */
    WHOLE_RECORDS(
            "$expr with $$ROOT",
            "Changes are guarded by the values of the listed fields instead, and records with values that not every engine compares alike cannot be changed."),
    /** Grouping records. */
    GROUPS("$group", "Counts fail.");

    private static final BsonInt32 ONE = new BsonInt32(1);
    private static final BsonDocument IDENTIFIED =
            new BsonDocument("_id", new BsonDocument("$exists", BsonBoolean.TRUE));

    private final String means;
    private final String without;

    EngineAbility(String means, String without) {
        this.means = means;
        this.without = without;
    }

    /** By what it is asked for, in the words of the query language. */
    public String means() {
        return means;
    }

    /** What will not work without it, in a sentence. */
    public String without() {
        return without;
    }

    /** Whether the gateway has a use for it where policies permit that. */
    boolean isNeeded(Set<Action> permitted) {
        return users().stream().anyMatch(permitted::contains);
    }

    private Set<Action> users() {
        return switch (this) {
            case COLLATIONS ->
                Set.of(Action.READ, Action.SEARCH, Action.COUNT, Action.EXPORT, Action.UPDATE, Action.DELETE);
            case LIMIT_TYPES, NUMBER_TYPES -> Set.of(Action.SEARCH, Action.COUNT, Action.EXPORT);
            case NOT_A_NUMBER -> Set.of(Action.SEARCH, Action.EXPORT);
            case WHOLE_RECORDS -> Set.of(Action.UPDATE, Action.DELETE);
            case GROUPS -> Set.of(Action.COUNT);
        };
    }

    /** A command that asks for it and reads one identifier at most. */
    BsonDocument probe(String collection) {
        return switch (this) {
            case COLLATIONS ->
                find(collection, new BsonDocument())
                        .append("collation", new BsonDocument("locale", new BsonString("simple")));
            case LIMIT_TYPES -> find(collection, orAny("$type", types("minKey", "maxKey")));
            case NUMBER_TYPES -> find(collection, orAny("$type", types("double", "int", "long", "decimal")));
            case NOT_A_NUMBER -> find(collection, orAny("$eq", new BsonDouble(Double.NaN)));
            case WHOLE_RECORDS -> find(collection, anyRecord());
            case GROUPS -> grouping(collection);
        };
    }

    private static BsonDocument find(String collection, BsonDocument filter) {
        return new BsonDocument("find", new BsonString(collection))
                .append("filter", filter)
                .append("projection", new BsonDocument("_id", ONE))
                .append("limit", ONE)
                .append("singleBatch", BsonBoolean.TRUE);
    }

    /** A condition on the identifiers, which the first record need not meet, so that no engine looks for another. */
    private static BsonDocument orAny(String operator, BsonValue operand) {
        BsonDocument asked = new BsonDocument("_id", new BsonDocument(operator, operand));
        BsonArray either = new BsonArray();
        either.add(asked);
        either.add(IDENTIFIED);
        return new BsonDocument("$or", either);
    }

    private static BsonArray types(String... aliases) {
        BsonArray types = new BsonArray();
        for (String alias : aliases) {
            types.add(new BsonString(alias));
        }
        return types;
    }

    private static BsonDocument anyRecord() {
        BsonArray sides = new BsonArray();
        sides.add(new BsonString("$$ROOT"));
        sides.add(new BsonDocument("$literal", new BsonDocument()));
        return new BsonDocument("$expr", new BsonDocument("$ne", sides));
    }

    private static BsonDocument grouping(String collection) {
        BsonArray stages = new BsonArray();
        stages.add(new BsonDocument("$limit", ONE));
        stages.add(new BsonDocument(
                "$group", new BsonDocument("_id", BsonNull.VALUE).append("n", new BsonDocument("$sum", ONE))));
        return new BsonDocument("aggregate", new BsonString(collection))
                .append("pipeline", stages)
                .append("cursor", new BsonDocument());
    }
}
