package io.metagate.it.bed;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.issuer.SigningKey;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.demo.machine.LoopbackPort;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The issuer of the demo, with a signing key that the tests hold. */
public final class Issuers {

    private static final SigningKey KEY = SigningKey.random();
    private static final Map<Persona, String> TOKENS = new ConcurrentHashMap<>();
    private static Optional<TokenIssuer> shared = Optional.empty();

    private Issuers() {}

    /** The one that all gateways trust, but those that trust Keycloak. */
    public static synchronized TokenIssuer shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(LastWill.stop(TokenIssuer.start(KEY, LoopbackPort.free())));
        }
        return shared.get();
    }

    /** What it signs with. */
    public static SigningKey key() {
        return KEY;
    }

    /** A token of that persona, good for as long as the tests run. */
    public static String token(Persona persona) {
        return TOKENS.computeIfAbsent(persona, asks -> shared().client().token(asks));
    }
}
