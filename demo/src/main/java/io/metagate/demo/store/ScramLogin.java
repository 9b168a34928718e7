package io.metagate.demo.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a user in order to check SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677): enough to check a
 * password, too little to learn it.
 */
final class ScramLogin {

    /** What RFC 7677 asks for at least, and what drivers insist on. */
    private static final int ITERATIONS = 4096;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private final String user;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramLogin(String user, byte[] salt, byte[] salted) {
        this.user = user;
        this.salt = salt;
        this.storedKey = sha256(hmac(salted, "Client Key"));
        this.serverKey = hmac(salted, "Server Key");
    }

    /** Derives it from a password in ASCII, for which SASLprep changes nothing. */
    static ScramLogin of(String user, String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new ScramLogin(user, salt, salted(password, salt));
    }

    /** Whether that is the user's name. */
    boolean isOf(String name) {
        return name.equals(user);
    }

    /** What the client needs to derive its keys, as it stands in the challenge. */
    String derivation() {
        return "s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + ITERATIONS;
    }

    /** Whether the proof shows the password behind this login, for that exchange of messages. */
    boolean isProvenBy(byte[] proof, String authMessage) {
        if (proof.length != storedKey.length) {
            return false;
        }
        byte[] clientKey = hmac(storedKey, authMessage);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }

    /** What shows the client that the server knows this login too. */
    byte[] serverSignature(String authMessage) {
        return hmac(serverKey, authMessage);
    }

    private static byte[] salted(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no PBKDF2 on this machine", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC on this machine", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-256 on this machine", e);
        }
    }
}
