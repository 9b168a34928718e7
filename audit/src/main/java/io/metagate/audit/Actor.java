package io.metagate.audit;

import io.metagate.audit.text.TextFormat;
import io.metagate.audit.text.UntrustedText;
import java.util.List;
import java.util.Optional;

/**
 * Who asked.
 *
 * @param principal keyed pseudonym of issuer and subject, in base64url; absent if the log-in failed
 * @param client the client id of the token; absent if the log-in failed
 * @param roles the roles that were used
 * @param tokenRefusal the class of reason for which the token was not accepted; absent if the log-in did not fail
 */
public record Actor(
        Optional<String> principal, Optional<String> client, List<String> roles, Optional<String> tokenRefusal) {

    public Actor {
        TextFormat.CODE.require("token refusal", tokenRefusal);
        if (tokenRefusal.isPresent() && (principal.isPresent() || client.isPresent() || !roles.isEmpty())) {
            throw new IllegalArgumentException("a token that was not accepted tells of nobody");
        }
        TextFormat.PSEUDONYM.require("principal", principal);
        client = UntrustedText.name(client);
        roles = UntrustedText.names(roles).stream().distinct().sorted().toList();
    }

    /** Somebody whose token was accepted. */
    public Actor(Optional<String> principal, Optional<String> client, List<String> roles) {
        this(principal, client, roles, Optional.empty());
    }

    /** Somebody who could not be told apart from anybody else. */
    public static Actor unknown() {
        return new Actor(Optional.empty(), Optional.empty(), List.of());
    }

    /** Somebody whose token was not accepted, for that class of reason. */
    public static Actor refused(String tokenRefusal) {
        return new Actor(Optional.empty(), Optional.empty(), List.of(), Optional.of(tokenRefusal));
    }
}
