package io.metagate.policy.catalogue;

/**
 * Where the store keeps the records of a collection.
 *
 * @param database the store's database
 * @param collection the store's collection in it
 */
public record StoreLocation(String database, String collection) {

    public StoreLocation {
        if (database.isBlank() || collection.isBlank()) {
            throw new IllegalArgumentException("a store location names a database and a collection");
        }
        if (collection.startsWith("system.") || collection.indexOf('$') >= 0) {
            throw new IllegalArgumentException("a store location must not be a system collection");
        }
    }
}
