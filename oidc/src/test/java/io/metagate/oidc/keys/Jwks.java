package io.metagate.oidc.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys that were really made, and key sets of them as issuers write them. */
public final class Jwks {

    private static final JsonMapper JSON = new JsonMapper();

    /** Made once: they take a while. */
    public static final PublicJsonWebKey RSA = rsa(2048);

    public static final PublicJsonWebKey OTHER_RSA = rsa(2048);
    public static final PublicJsonWebKey SHORT_RSA = rsa(1024);

    private Jwks() {}

    /** A new RSA key. */
    public static PublicJsonWebKey rsa(int bits) {
        return made(() -> RsaJwkGenerator.generateJwk(bits));
    }

    /** A new key on the curve P-256. */
    public static PublicJsonWebKey p256() {
        return made(() -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    /** A new key on the curve P-384. */
    public static PublicJsonWebKey p384() {
        return made(() -> EcJwkGenerator.generateJwk(EllipticCurves.P384));
    }

    /** A new Edwards key. */
    public static PublicJsonWebKey ed25519() {
        return made(() -> OkpJwkGenerator.generateJwk("Ed25519"));
    }

    /** The public half as it stands in a key set, with a change. */
    public static ObjectNode jwk(PublicJsonWebKey key, String kid, Consumer<ObjectNode> change) {
        ObjectNode jwk = object(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        jwk.put("kid", kid);
        change.accept(jwk);
        return jwk;
    }

    /** The public half as it stands in a key set. */
    public static ObjectNode jwk(PublicJsonWebKey key, String kid) {
        return jwk(key, kid, unchanged -> {});
    }

    /** A key set as an issuer writes it. */
    public static String json(ObjectNode... keys) {
        ObjectNode set = JSON.createObjectNode();
        ArrayNode listed = set.putArray("keys");
        for (ObjectNode key : keys) {
            listed.add(key);
        }
        return set.toString();
    }

    /** A key set as the gateway reads it. */
    public static KeySet set(ObjectNode... keys) {
        try {
            return KeySet.read(json(keys).getBytes(UTF_8));
        } catch (KeySetUnavailable e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** That JSON object. */
    public static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublicJsonWebKey made(Making making) {
        try {
            return making.make();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Making {
        PublicJsonWebKey make() throws JoseException;
    }
}
