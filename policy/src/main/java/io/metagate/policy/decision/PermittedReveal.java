package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.DetokenizedValues;
import io.metagate.policy.redaction.Detokenizer;
import java.util.List;

/**
 * Tokens that may be turned back. INVARIANT: made by a decision alone, for a field that the principal may have in clear
 * (P2).
 */
public final class PermittedReveal {

    private final Detokenizer reader;
    private final Field field;
    private final List<String> tokens;

    PermittedReveal(Detokenizer reader, Field field, List<String> tokens) {
        this.reader = reader;
        this.field = field;
        this.tokens = List.copyOf(tokens);
    }

    /** Turns them back. */
    public DetokenizedValues reveal() {
        return reader.reveal(field, tokens);
    }

    @Override
    public String toString() {
        return "PermittedReveal[" + field.path() + "]";
    }
}
