package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import java.nio.charset.StandardCharsets;

/** That a value is a string which starts with given bytes. */
final class PrefixMatcher implements ValueMatcher {

    private final byte[] prefix;
    private final UncertainMatch reading;

    PrefixMatcher(String prefix, UncertainMatch reading) {
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.reading = reading;
    }

    @Override
    public boolean holds(BsonBytes record, byte tag, int at, int end) {
        return switch (tag) {
            case BsonTag.STRING -> record.startsWith(at, end, prefix);
            // the store tries its pattern on symbols, and finds a stored pattern that is the same
            case BsonTag.SYMBOL, BsonTag.REGEX -> reading.holdsInDoubt();
            default -> false;
        };
    }
}
