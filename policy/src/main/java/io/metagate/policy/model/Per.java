package io.metagate.policy.model;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Locale;

/** What a limit counts together. Its keys come from the verified token only. */
public enum Per {
    /** Each principal by itself. */
    PRINCIPAL,
    /** All principals of one client. */
    CLIENT;

    /** The name of this in a bundle. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is counted for that principal; no two issuers share a key. */
    public List<Value> key(Principal principal) {
        return List.of(
                new Value.Text(principal.issuer()),
                new Value.Text(this == PRINCIPAL ? principal.subject() : principal.client()));
    }
}
