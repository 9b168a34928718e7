package io.metagate.demo.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * How far the client of one connection has come with proving who it is, in the commands {@code saslStart} and
 * {@code saslContinue}.
 */
final class SaslSession {

    static final String MECHANISM = "SCRAM-SHA-256";

    private static final int NONCE_BYTES = 18;
    private static final int CONVERSATION = 1;
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;

    private final ScramLogin login;
    private final SecureRandom random;
    private Optional<ScramExchange> exchange = Optional.empty();
    private boolean proven;
    private boolean authenticated;

    SaslSession(ScramLogin login, SecureRandom random) {
        this.login = login;
        this.random = random;
    }

    /** Whether the exchange is over and the client is who it said. */
    boolean isAuthenticated() {
        return authenticated;
    }

    /** Answers {@code saslStart}. */
    Document start(Document command) {
        authenticated = false;
        proven = false;
        exchange = MECHANISM.equals(command.get("mechanism"))
                ? ScramExchange.begin(login, payload(command), nonce())
                : Optional.empty();
        return exchange.map(begun -> step(begun.challenge(), false)).orElseGet(SaslSession::failed);
    }

    /** Answers {@code saslContinue}: the proof, and then the empty message of clients that do not skip it. */
    Document proceed(Document command) {
        if (proven) {
            authenticated = true;
            return step("", true);
        }
        Optional<String> signature = exchange.flatMap(begun -> begun.verify(payload(command)));
        exchange = Optional.empty();
        proven = signature.isPresent();
        return signature.map(text -> step(text, false)).orElseGet(SaslSession::failed);
    }

    /** What every command gets from a client that has not proven who it is. */
    static Document unauthorized(String command) {
        return error(UNAUTHORIZED, "Unauthorized", "command " + command + " requires authentication");
    }

    private static Document failed() {
        return error(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
    }

    private static Document error(int code, String name, String message) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", name);
    }

    private static Document step(String payload, boolean done) {
        return new Document("conversationId", CONVERSATION)
                .append("done", done)
                .append("payload", new BinData(payload.getBytes(StandardCharsets.UTF_8)))
                .append("ok", 1.0);
    }

    private static String payload(Document command) {
        return command.get("payload") instanceof BinData data ? new String(data.getData(), StandardCharsets.UTF_8) : "";
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
