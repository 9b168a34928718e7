package io.metagate.gateway.request;

import io.metagate.gateway.problem.InvalidPart;

/**
 * A cursor as its caller sent it back.
 *
 * @param text the sealed cursor
 * @param place how it is called where it is not accepted
 */
public record WrittenCursor(String text, InvalidPart place) {

    private static final String NAME = "cursor";

    /** What is expected of it. */
    static final String EXPECTED =
            "the next of a page of this very search, for this principal and purpose, at most an hour old";

    /** One that is a member of the body. */
    public static WrittenCursor member(String text) {
        return new WrittenCursor(text, InvalidPart.member("/" + NAME, EXPECTED));
    }

    /** One that is a parameter of the URL. */
    static WrittenCursor parameter(String text) {
        return new WrittenCursor(text, InvalidPart.parameter(NAME, EXPECTED));
    }

    @Override
    public String toString() {
        return "WrittenCursor[?]";
    }
}
