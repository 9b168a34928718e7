package io.metagate.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/** A part of a record that the gateway made itself: of a known shape, so that raw personal data does not fit in by accident (P7). */
enum Token {
    PSEUDONYM("[A-Za-z0-9_-]{1,128}"),
    CIPHERTEXT("[A-Za-z0-9_.=+/-]{1,2048}"),
    DIGEST("[A-Za-z0-9:_-]{1,128}"),
    SHA_256("[0-9a-f]{64}"),
    TRACE_ID("[0-9a-f]{32}"),
    CODE("[a-z][a-z0-9.-]{0,63}"),
    NAME("[A-Za-z0-9_.:*-]{1,128}");

    private final Pattern shape;

    Token(String shape) {
        this.shape = Pattern.compile(shape);
    }

    /** Refuses what has another shape. The message does not repeat it, since it may be what must not be written down. */
    void require(String part, String value) {
        if (!shape.matcher(value).matches()) {
            throw new IllegalArgumentException("not the " + part + " of an audit record: it has the wrong shape");
        }
    }

    void require(String part, Optional<String> value) {
        value.ifPresent(v -> require(part, v));
    }
}
