package io.metagate.audit;

import java.util.List;
import java.util.Optional;

/**
 * Who asked.
 *
 * @param principal keyed pseudonym of issuer and subject, in base64url; absent if the log-in failed
 * @param client the client id of the token; absent if the log-in failed
 * @param roles the roles that were used
 */
public record Asker(Optional<String> principal, Optional<String> client, List<String> roles) {

    public Asker {
        Token.PSEUDONYM.require("principal", principal);
        client = OutsideText.name(client);
        roles = OutsideText.names(roles).stream().distinct().sorted().toList();
    }

    /** Somebody who could not be told apart from anybody else. */
    public static Asker unknown() {
        return new Asker(Optional.empty(), Optional.empty(), List.of());
    }
}
