package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.key.KeyRing;
import io.metagate.policy.redaction.key.TokenDecryptor;
import io.metagate.policy.redaction.write.CanonicalReader;
import io.metagate.policy.request.value.ScalarValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Turns tokens back into the values that they were made of. Whoever has one can read every token; safe for use by
 * several threads.
 */
public final class Detokenizer {

    private final TokenDecryptor opener;

    /** A reader with these keys. */
    public Detokenizer(KeyRing keys) {
        this.opener = new TokenDecryptor(keys);
    }

    /**
     * The value of a token, a text with U+FFFD for what was not UTF-8. Empty if it is not a token of that
     * classification, was made with a key that is not in the ring, or was made by someone else.
     */
    public Optional<ScalarValue> read(Classification classification, String token) {
        return opener.open(classification, token)
                .flatMap(canonical -> CanonicalReader.read(ByteBuffer.wrap(canonical)));
    }

    /** Turns tokens of a field back, for somebody who may have its values. */
    public DetokenizedValues reveal(Field field, List<String> tokens) {
        return DetokenizedValues.of(
                field, tokens, token -> read(field.classification(), token).flatMap(value -> value.as(field.type())));
    }
}
