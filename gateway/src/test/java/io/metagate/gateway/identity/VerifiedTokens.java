package io.metagate.gateway.identity;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.TokenResult;
import io.metagate.oidc.TokenVerifier;
import io.metagate.oidc.VerifiedToken;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.VerificationKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Tokens that were really signed and verified, and the identities that come of them. */
public final class VerifiedTokens {

    static final String ISSUER = "https://issuer.example";

    /** When tokens end that do not say so. */
    static final long EXPIRY = 2_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KID = "k1";
    private static final EllipticCurveJsonWebKey SIGNING = generate();

    /** What they are verified with. */
    static final VerificationKey KEY =
            new VerificationKey(Optional.of(KID), Optional.empty(), "EC P-256", SIGNING.getPublicKey());

    private VerifiedTokens() {}

    /** The identity of a token with those claims, in JSON, and what else a token needs. */
    public static SecurityIdentity verified(String claims, String... roles) {
        return new PrincipalResolver().identity(token(claims, roles));
    }

    static VerifiedToken token(String claims, String... roles) {
        long end = object(claims).path("exp").asLong(EXPIRY);
        TokenResult result = TokenVerifier.of(config(), () -> Instant.ofEpochSecond(end - 60))
                .verify(compact(claims, roles), new KeySet(List.of(KEY)));
        if (result instanceof TokenResult.Accepted accepted) {
            return accepted.token();
        }
        throw new IllegalArgumentException(result.toString());
    }

    /** A token as it is sent, with those claims and what else a token needs. */
    static String compact(String claims, String... roles) {
        ObjectNode said = object(claims);
        long end = said.path("exp").asLong(EXPIRY);
        ObjectNode needed = JSON.createObjectNode();
        needed.put("iss", ISSUER).put("aud", "metagate").put("exp", end).put("iat", end - 60);
        if (roles.length > 0) {
            List.of(roles).forEach(needed.putArray("roles")::add);
        }
        needed.remove(said.propertyStream().map(Map.Entry::getKey).toList());
        // Letter by letter: not every number that can be written can be read and written again.
        String rest = claims.strip().substring(1);
        String head = needed.toString();
        return signed(head.substring(0, head.length() - 1) + (rest.startsWith("}") ? rest : "," + rest));
    }

    /** A configuration with those keys, else as it is by default. */
    static OidcConfig config(String... keysAndValues) {
        Map<String, String> told =
                new HashMap<>(Map.of("metagate.oidc.issuer", ISSUER, "metagate.oidc.audience", "metagate"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            told.put("metagate.oidc." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(told, "test", 100))
                .withMapping(OidcConfig.class)
                .build()
                .getConfigMapping(OidcConfig.class);
    }

    private static String signed(String claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKeyIdHeaderValue(KID);
            signature.setPayload(claims);
            signature.setKey(SIGNING.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey generate() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
