package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metagate.policy.redaction.bson.JsonBuffer;

/** What stands around each record of a body. */
final class RecordFraming {

    /** The items of an array. */
    static final RecordFraming ITEMS = new RecordFraming("", ",", "");
    /** A line for each record: {@code {"record":...}}. */
    static final RecordFraming LINES = new RecordFraming("{\"record\":", "", "}\n");

    private final byte[] before;
    private final byte[] between;
    private final byte[] behind;

    private RecordFraming(String before, String between, String behind) {
        this.before = before.getBytes(US_ASCII);
        this.between = between.getBytes(US_ASCII);
        this.behind = behind.getBytes(US_ASCII);
    }

    void open(JsonBuffer json) {
        if (json.size() > 0) {
            json.raw(between);
        }
        json.raw(before);
    }

    void close(JsonBuffer json) {
        json.raw(behind);
    }
}
