package io.metagate.store;

/** The configuration of a store cannot be used; names the key, and holds nothing of what is configured. */
public final class StoreConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    StoreConfigurationException(String key, String reason) {
        super(key + ": " + reason);
        this.key = key;
        this.reason = reason;
    }

    /** The configuration's key, without what all keys of the store begin with. */
    public String key() {
        return key;
    }

    /** Why it cannot be used. */
    public String reason() {
        return reason;
    }
}
