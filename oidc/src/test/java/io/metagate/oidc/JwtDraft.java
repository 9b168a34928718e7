package io.metagate.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.oidc.keys.Jwks;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * A JWT before it is signed, by hand: libraries refuse to make most of what attackers send.
 *
 * @param header the JOSE header
 * @param claimsJson the payload, as it will stand there
 */
record JwtDraft(ObjectNode header, String claimsJson) {

    /** One that is accepted then. */
    static JwtDraft at(long now) {
        ObjectNode header = Jwks.object("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"r\"}");
        ObjectNode claims = Jwks.object(
                "{\"iss\":\"https://issuer.example\",\"aud\":\"metagate\",\"sub\":\"alice\",\"roles\":[\"reader\"]}");
        claims.put("iat", now).put("exp", now + 600);
        return new JwtDraft(header, claims.toString());
    }

    JwtDraft header(Consumer<ObjectNode> change) {
        ObjectNode copy = header.deepCopy();
        change.accept(copy);
        return new JwtDraft(copy, claimsJson);
    }

    JwtDraft claims(Consumer<ObjectNode> change) {
        ObjectNode copy = Jwks.object(claimsJson);
        change.accept(copy);
        return withClaims(copy.toString());
    }

    JwtDraft withClaims(String json) {
        return new JwtDraft(header, json);
    }

    /** Header and payload, to be followed by a dot and a signature. */
    String unsigned() {
        return encoded(header.toString().getBytes(UTF_8)) + "." + encoded(claimsJson.getBytes(UTF_8));
    }

    /** Signed as its header says, if that says how, else as RS256. */
    String signed(PublicJsonWebKey key) {
        try {
            Signature signature = signature(header.path("alg").asText());
            signature.initSign(key.getPrivateKey());
            signature.update(unsigned().getBytes(UTF_8));
            return unsigned() + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        String bits = algorithm.replaceAll("[^0-9]", "");
        if (algorithm.startsWith("PS")) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec(
                    "SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), Integer.parseInt(bits) / 8, 1));
            return pss;
        }
        return switch (algorithm) {
            case "RS384", "RS512" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case "EdDSA" -> Signature.getInstance("Ed25519");
            default -> Signature.getInstance("SHA256withRSA");
        };
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
