package io.metagate.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** An answer: its status and its body. Not copied: it lives as long as one measurement. */
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, byte[] body) {

    private static final int OK = 200;

    /** Whether it is what was asked for. */
    public boolean isGood() {
        return status == OK && body.length > 0;
    }

    /** The body for people. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
