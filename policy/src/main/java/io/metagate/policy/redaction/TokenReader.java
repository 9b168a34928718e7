package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.request.Value;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns tokens back into the values that they were made of. Whoever has one can read every token; safe for use by several threads. */
public final class TokenReader {

    private static final Pattern FORM = Pattern.compile("t([1-9][0-9]{0,8})_([A-Za-z0-9_-]{22,6000})");

    private final KeyRing keys;

    /** A reader with these keys. */
    public TokenReader(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * The value of a token, a text with U+FFFD for what was not UTF-8. Empty if it is not a token of that classification, was made with a key that is not in the
     * ring, or was made by someone else.
     */
    public Optional<Value> read(Classification classification, String token) {
        Matcher form = FORM.matcher(token);
        return form.matches()
                ? open(classification, Integer.parseInt(form.group(1)), form.group(2), token)
                : Optional.empty();
    }

    /** Turns tokens of a field back, for somebody who may have its values. */
    public RevealedTokens reveal(Field field, List<String> tokens) {
        return RevealedTokens.of(
                field, tokens, token -> read(field.classification(), token).flatMap(value -> value.as(field.type())));
    }

    /** Whether the text looks like a token; it need not be one. */
    public static boolean isOfForm(String text) {
        return FORM.matcher(text).matches();
    }

    private Optional<Value> open(Classification classification, int keyId, String base64, String token) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // other texts decode to the same bytes; a value has one token only
        if (!Tokens.written(keyId, sealed).equals(token)) {
            return Optional.empty();
        }
        return keys.key(classification, keyId)
                .flatMap(key -> key.cipher().open(sealed, Tokens.context(classification)))
                .flatMap(canonical -> CanonicalReader.read(ByteBuffer.wrap(canonical)));
    }
}
