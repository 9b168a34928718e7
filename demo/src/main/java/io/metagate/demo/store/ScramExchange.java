package io.metagate.demo.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One SCRAM-SHA-256 exchange as the server sees it, without channel binding (RFC 5802 section 5): the client's first
 * message, answered with a challenge, and its final message, answered with the server's signature.
 */
final class ScramExchange {

    /** What a client without channel binding begins with (RFC 5802 section 7, gs2-header). */
    private static final String HEADER = "n,,";

    private final ScramLogin login;
    private final String user;
    private final String clientFirst;
    private final String nonce;

    private ScramExchange(ScramLogin login, String user, String clientFirst, String nonce) {
        this.login = login;
        this.user = user;
        this.clientFirst = clientFirst;
        this.nonce = nonce;
    }

    /** Begins with the client's first message; empty if it is none. */
    static Optional<ScramExchange> begin(ScramLogin login, String message, String serverNonce) {
        if (!message.startsWith(HEADER)) {
            return Optional.empty();
        }
        String bare = message.substring(HEADER.length());
        Map<String, String> attributes = attributes(bare);
        String user = attributes.getOrDefault("n", "");
        String clientNonce = attributes.getOrDefault("r", "");
        return user.isEmpty() || clientNonce.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScramExchange(login, user, bare, clientNonce + serverNonce));
    }

    /** The server's first message. A stranger's name gets the same: who is known here is nobody's business. */
    String challenge() {
        return "r=" + nonce + "," + login.derivation();
    }

    /** The server's final message if the client's final message proves the password, else nothing. */
    Optional<String> verify(String message) {
        int proofAt = message.lastIndexOf(",p=");
        if (proofAt < 0) {
            return Optional.empty();
        }
        String withoutProof = message.substring(0, proofAt);
        String authMessage = clientFirst + "," + challenge() + "," + withoutProof;
        boolean proven = login.isProvenBy(decoded(message.substring(proofAt + 3)), authMessage);
        return proven && login.isOf(user) && answersThis(attributes(withoutProof))
                ? Optional.of("v=" + base64(login.serverSignature(authMessage)))
                : Optional.empty();
    }

    private boolean answersThis(Map<String, String> attributes) {
        return sameText(attributes.getOrDefault("r", ""), nonce)
                && attributes.getOrDefault("c", "").equals(base64(HEADER.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, String> attributes(String message) {
        return Arrays.stream(message.split(",", -1))
                .filter(part -> part.length() > 2 && part.charAt(1) == '=')
                .collect(Collectors.toMap(part -> part.substring(0, 1), part -> part.substring(2), (a, b) -> a));
    }

    private static boolean sameText(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
