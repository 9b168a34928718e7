package io.metagate.store;

/** How a store receives whoever comes with the configured credentials. */
public enum AuthenticationResult {
    /** It answers. */
    WELCOME,
    /** It answers, and no credentials are configured that it could have asked for. */
    NAMELESS,
    /** It does not take the credentials. */
    REJECTED,
    /** It was not reached. */
    UNREACHED
}
