package io.metagate.oidc.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * A key set as the issuer gave it.
 *
 * @param keys the keys
 * @param maxAge for how long the issuer says that it stays so, if it says so (RFC 9111 section 5.2.2.1)
 */
public record FetchedKeySet(KeySet keys, Optional<Duration> maxAge) {}
