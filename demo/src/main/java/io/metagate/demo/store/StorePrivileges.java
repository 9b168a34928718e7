package io.metagate.demo.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;

/** What a store says that its one user may do. It is what the store says, not what it keeps to. */
final class StorePrivileges {

    private final String user;
    private volatile List<Document> privileges = List.of();

    StorePrivileges(String user) {
        this.user = user;
    }

    /**
     * From now on the user may do that, and nothing else: actions by database and collection, with a dot between them.
     */
    void replace(Map<String, List<String>> actions) {
        privileges = actions.entrySet().stream()
                .map(place -> new Document("resource", resource(place.getKey())).append("actions", place.getValue()))
                .toList();
    }

    /** Whether it says anything. */
    boolean areTold() {
        return !privileges.isEmpty();
    }

    /** The answer to {@code connectionStatus}. */
    Document status(Document query) {
        Document info = new Document("authenticatedUsers", List.of(new Document("user", user).append("db", "admin")))
                .append("authenticatedUserRoles", List.of());
        if (Boolean.TRUE.equals(query.get("showPrivileges"))) {
            info.append("authenticatedUserPrivileges", privileges);
        }
        return new Document("authInfo", info).append("ok", 1.0);
    }

    private static Document resource(String place) {
        int dot = place.indexOf('.');
        return new Document("db", place.substring(0, dot)).append("collection", place.substring(dot + 1));
    }
}
