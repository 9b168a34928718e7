package io.metagate.policy.catalogue;

import java.util.regex.Pattern;

/**
 * Where the records of a collection are kept.
 *
 * @param store the name of the store: 1 to 40 small letters, digits and hyphens, a letter first
 * @param database the store's database
 * @param collection the store's collection in it
 */
public record StoreLocation(String store, String database, String collection) {

    /** The name of the store of collections that name none. */
    public static final String DEFAULT_STORE = "default";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public StoreLocation {
        if (!NAME.matcher(store).matches()) {
            throw new IllegalArgumentException(
                    "the name of a store is 1 to 40 small letters, digits and hyphens, a letter first");
        }
        if (database.isBlank() || collection.isBlank()) {
            throw new IllegalArgumentException("a store location names a database and a collection");
        }
        if (collection.startsWith("system.") || collection.indexOf('$') >= 0) {
            throw new IllegalArgumentException("a store location must not be a system collection");
        }
    }

    /** A place in the default store. */
    public StoreLocation(String database, String collection) {
        this(DEFAULT_STORE, database, collection);
    }
}
