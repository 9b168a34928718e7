package io.metagate.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** What the gateway's user may do in a store, as the command {@code connectionStatus} tells. */
public sealed interface UserPrivileges {

    /** The actions without which the gateway cannot read a collection. */
    List<String> NEEDED = List.of("find", "listIndexes");

    /** The further action that each change needs. */
    Map<Action, String> CHANGES = Map.of(Action.CREATE, "insert", Action.UPDATE, "update", Action.DELETE, "remove");

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Known, ? extends R> known, Function<? super Unknown, ? extends R> unknown);

    /** The store does not tell. */
    record Unknown() implements UserPrivileges {
        @Override
        public <R> R fold(Function<? super Known, ? extends R> known, Function<? super Unknown, ? extends R> unknown) {
            return unknown.apply(this);
        }
    }

    /**
     * The store tells.
     *
     * @param excess what the user may do beside what the gateway has a use for: place and actions, in their order; none
     *     if there is nothing
     * @param lacking what the user may not do although no collection can be read, or changed as policies permit it,
     *     without it, likewise
     */
    record Known(List<String> excess, List<String> lacking) implements UserPrivileges {
        public Known {
            excess = List.copyOf(excess);
            lacking = List.copyOf(lacking);
        }

        @Override
        public <R> R fold(Function<? super Known, ? extends R> known, Function<? super Unknown, ? extends R> unknown) {
            return known.apply(this);
        }
    }

    /**
     * Asks the store.
     *
     * @param client connected as the user
     * @param store the store's name in the catalogue
     * @param catalogued where the records of all catalogued collections are, those of other stores too, and what
     *     policies permit there
     */
    static UserPrivileges of(MongoClient client, String store, Map<StoreLocation, Set<Action>> catalogued) {
        BsonDocument command = new BsonDocument("connectionStatus", new BsonInt32(1))
                .append("showPrivileges", BsonBoolean.TRUE)
                .append("comment", new org.bson.BsonString("metagate: privileges"));
        try {
            BsonDocument answer = client.getDatabase("admin").runCommand(command, BsonDocument.class);
            return read(answer, store, catalogued);
        } catch (MongoException e) {
            return new Unknown();
        }
    }

    /** Reads the answer; one without a user that is logged in tells nothing. */
    static UserPrivileges read(BsonDocument answer, String store, Map<StoreLocation, Set<Action>> catalogued) {
        BsonDocument info = answer.getDocument("authInfo", new BsonDocument());
        BsonValue users = info.get("authenticatedUsers");
        BsonValue privileges = info.get("authenticatedUserPrivileges");
        if (users == null
                || !users.isArray()
                || users.asArray().isEmpty()
                || privileges == null
                || !privileges.isArray()) {
            return new Unknown();
        }
        List<BsonDocument> granted =
                privileges.asArray().stream().map(BsonValue::asDocument).toList();
        return new Known(
                granted.stream()
                        .flatMap(privilege -> excess(privilege, store, catalogued))
                        .sorted()
                        .toList(),
                catalogued.entrySet().stream()
                        .filter(place -> place.getKey().store().equals(store))
                        .flatMap(place -> lacking(place.getKey(), needed(place.getValue()), granted))
                        .sorted()
                        .toList());
    }

    private static Stream<String> excess(
            BsonDocument privilege, String store, Map<StoreLocation, Set<Action>> catalogued) {
        BsonDocument resource = privilege.getDocument("resource");
        List<String> useful = catalogued.entrySet().stream()
                .filter(place -> names(resource, store, place.getKey()))
                .flatMap(place -> needed(place.getValue()).stream())
                .toList();
        List<String> more = actions(privilege)
                .filter(action -> !useful.contains(action))
                .sorted()
                .toList();
        return more.isEmpty() ? Stream.empty() : Stream.of(place(resource) + ": " + String.join(", ", more));
    }

    /** The actions that the gateway has a use for where policies permit that. */
    private static List<String> needed(Set<Action> permitted) {
        Stream<String> changes = permitted.stream().sorted().map(CHANGES::get).filter(Objects::nonNull);
        return Stream.concat(NEEDED.stream(), changes).toList();
    }

    private static Stream<String> lacking(StoreLocation place, List<String> needed, List<BsonDocument> granted) {
        Set<String> actions = granted.stream()
                .filter(privilege -> covers(privilege.getDocument("resource"), place))
                .flatMap(UserPrivileges::actions)
                .collect(Collectors.toSet());
        List<String> less = actions.contains("anyAction")
                ? List.of()
                : needed.stream().filter(action -> !actions.contains(action)).toList();
        return less.isEmpty()
                ? Stream.empty()
                : Stream.of(place.database() + "." + place.collection() + ": " + String.join(", ", less));
    }

    private static boolean covers(BsonDocument resource, StoreLocation place) {
        if (!resource.containsKey("db")) {
            return resource.containsKey("anyResource");
        }
        return matches(text(resource, "db"), place.database())
                && matches(text(resource, "collection"), place.collection());
    }

    private static boolean matches(String named, String name) {
        return named.isEmpty() || named.equals(name);
    }

    private static Stream<String> actions(BsonDocument privilege) {
        return privilege.getArray("actions").stream()
                .map(action -> action.asString().getValue());
    }

    private static boolean names(BsonDocument resource, String store, StoreLocation place) {
        return place.store().equals(store)
                && place.database().equals(text(resource, "db"))
                && place.collection().equals(text(resource, "collection"));
    }

    /** An empty name stands for all names. */
    private static String place(BsonDocument resource) {
        if (!resource.containsKey("db")) {
            return resource.containsKey("cluster") ? "cluster" : "anything";
        }
        String database = text(resource, "db");
        String collection = text(resource, "collection");
        return (database.isEmpty() ? "*" : database) + "." + (collection.isEmpty() ? "*" : collection);
    }

    private static String text(BsonDocument resource, String name) {
        BsonValue value = resource.get(name);
        return value != null && value.isString() ? value.asString().getValue() : "";
    }
}
