package io.metagate.policy.redaction.key;

import io.metagate.policy.catalogue.Classification;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens tokens. Safe for use by several threads. */
public final class TokenDecryptor {

    private static final Pattern FORM = Pattern.compile("t([1-9][0-9]{0,8})_([A-Za-z0-9_-]{22,6000})");

    private final KeyRing keys;

    /** One with these keys. */
    public TokenDecryptor(KeyRing keys) {
        this.keys = keys;
    }

    /** Whether the text looks like a token; it need not be one. */
    public static boolean isOfForm(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The canonical bytes that a token was made of, with zeros behind. Empty if it is not a token of that
     * classification, was made with a key that is not in the ring, or was made by someone else.
     */
    public Optional<byte[]> open(Classification classification, String token) {
        Matcher form = FORM.matcher(token);
        return form.matches()
                ? open(classification, Integer.parseInt(form.group(1)), form.group(2), token)
                : Optional.empty();
    }

    private Optional<byte[]> open(Classification classification, int keyId, String base64, String token) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // other texts decode to the same bytes; a value has one token only
        if (!TokenEncryptor.written(keyId, sealed).equals(token)) {
            return Optional.empty();
        }
        return keys.key(classification, keyId)
                .flatMap(key -> key.cipher().open(sealed, TokenEncryptor.context(classification)));
    }
}
