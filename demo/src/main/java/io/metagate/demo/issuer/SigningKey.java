package io.metagate.demo.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.metagate.demo.machine.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The RSA key that an issuer signs its tokens with.
 *
 * @param key the private key with its public half
 */
public record SigningKey(RSAKey key) {

    private static final int BITS = 2048;
    private static final String HMAC = "HmacSHA256";

    public SigningKey {
        if (!key.isPrivate()) {
            throw new IllegalArgumentException("a signing key has its private half");
        }
    }

    /** A new key that nobody else has. */
    public static SigningKey random() {
        try {
            return new SigningKey(new RSAKeyGenerator(BITS).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA on this machine", e);
        }
    }

    /** The key kept in that file; a new one is put there first if there is none, so that tokens outlive a restart. */
    public static SigningKey in(Path file) {
        String json = new PrivateFile(file).readOrWrite(() -> random().key().toJSONString());
        try {
            return new SigningKey(RSAKey.parse(json));
        } catch (ParseException e) {
            throw new IllegalStateException("not a signing key: " + file, e);
        }
    }

    /**
     * What that persona proves itself with at an issuer with this key. Whoever may read the key may be anyone, and
     * nobody else.
     *
     * @return 256 bits of HMAC-SHA-256 of its name under the private exponent
     */
    public String secret(Persona persona) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getPrivateExponent().decode(), HMAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(persona.clientId().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC on this machine", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[?]";
    }
}
