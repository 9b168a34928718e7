package io.metagate.gateway.store;

/** The configuration of a store cannot be used; names the key, and holds nothing of what is configured. */
final class UnusableConnection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    UnusableConnection(String key, String reason) {
        super(key + ": " + reason);
        this.key = key;
        this.reason = reason;
    }

    String key() {
        return key;
    }

    String reason() {
        return reason;
    }
}
