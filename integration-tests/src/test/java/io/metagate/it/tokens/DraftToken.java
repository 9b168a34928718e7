package io.metagate.it.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JWT before it is signed, written by hand: libraries refuse to make most of what attackers send.
 *
 * @param header the JOSE header
 * @param claims the payload
 */
public record DraftToken(ObjectNode header, ObjectNode claims) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What that signed token says. */
    public static DraftToken like(String compact) {
        String[] parts = compact.split("\\.", -1);
        return new DraftToken(object(parts[0]), object(parts[1]));
    }

    /** The same with another header. */
    DraftToken header(Consumer<ObjectNode> change) {
        ObjectNode copy = header.deepCopy();
        change.accept(copy);
        return new DraftToken(copy, claims);
    }

    /** The same with other claims. */
    public DraftToken claims(Consumer<ObjectNode> change) {
        ObjectNode copy = claims.deepCopy();
        change.accept(copy);
        return new DraftToken(header, copy);
    }

    /** Header and payload, to be followed by a dot and a signature. */
    String unsigned() {
        return encoded(bytes(header)) + "." + encoded(bytes(claims));
    }

    /** Signed by RSA with SHA-256. */
    public String signed(PrivateKey key) {
        return signed(key, "SHA256withRSA");
    }

    String signed(PrivateKey key, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(unsigned().getBytes(StandardCharsets.US_ASCII));
            return unsigned() + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Authenticated by HMAC with SHA-256, whatever the key was meant for. */
    String authenticated(byte[] secret) {
        try {
            Key key = new SecretKeySpec(secret, "HmacSHA256");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return unsigned() + "." + encoded(mac.doFinal(unsigned().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode object(String part) {
        try {
            return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
