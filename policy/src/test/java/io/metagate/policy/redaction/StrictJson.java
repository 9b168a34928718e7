package io.metagate.policy.redaction;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells JSON (RFC 8259, without duplicate keys) from what merely looks like it. */
public final class StrictJson {

    private static final Pattern STRING =
            Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\"", Pattern.DOTALL);
    private static final Pattern ATOM =
            Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    /** Whether the bytes are one JSON value and nothing else. */
    public static boolean isJson(byte[] bytes) {
        try {
            StrictJson json = new StrictJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            return json.value() && json.at == json.text.length();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean value() {
        if (takes('{')) {
            return members();
        }
        if (takes('[')) {
            return elements();
        }
        return next(STRING) || next(ATOM);
    }

    private boolean members() {
        Set<String> keys = new HashSet<>();
        if (takes('}')) {
            return true;
        }
        do {
            int start = at;
            if (!next(STRING) || !keys.add(text.substring(start, at)) || !takes(':') || !value()) {
                return false;
            }
        } while (takes(','));
        return takes('}');
    }

    private boolean elements() {
        if (takes(']')) {
            return true;
        }
        do {
            if (!value()) {
                return false;
            }
        } while (takes(','));
        return takes(']');
    }

    private boolean takes(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private boolean next(Pattern token) {
        Matcher matcher = token.matcher(text).region(at, text.length());
        boolean found = matcher.lookingAt();
        at = found ? matcher.end() : at;
        return found;
    }
}
