package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The body of an answer, ready to leave.
 *
 * <p>INVARIANT: its bytes leave for evidence only (P3).
 */
public final class RedactedBody {

    private final byte[] head;
    private final JsonBuffer records;
    private final byte[] tail;

    RedactedBody(byte[] head, JsonBuffer records, byte[] tail) {
        this.head = head;
        this.records = records;
        this.tail = tail;
    }

    /** Its size in bytes. */
    public int size() {
        return head.length + records.size() + tail.length;
    }

    /** The SHA-256 hash of the salt followed by the bytes, which commits to the body without telling it. */
    public byte[] commitment(byte[] salt) {
        MessageDigest digest = sha256();
        digest.update(salt);
        digest.update(head);
        records.update(digest);
        digest.update(tail);
        return digest.digest();
    }

    /** Writes the bytes. */
    public void writeTo(Evidence evidence, OutputStream out) throws IOException {
        Objects.requireNonNull(evidence, "evidence");
        out.write(head);
        records.writeTo(out);
        out.write(tail);
    }

    @Override
    public String toString() {
        return "RedactedBody[?]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
