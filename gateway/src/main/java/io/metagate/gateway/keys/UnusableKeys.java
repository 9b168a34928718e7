package io.metagate.gateway.keys;

/** The gateway has no secrets to work with. */
public final class UnusableKeys extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableKeys(String message) {
        super(message);
    }
}
