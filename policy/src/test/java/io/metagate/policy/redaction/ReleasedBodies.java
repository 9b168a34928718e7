package io.metagate.policy.redaction;

import io.metagate.policy.redaction.plan.ReleasePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The bytes of bodies, for tests, which have evidence of their own. */
public final class ReleasedBodies {

    private static final Evidence EVIDENCE = new Evidence() {};

    private ReleasedBodies() {}

    /** The bytes of that body. */
    public static byte[] bytes(RedactedBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(EVIDENCE, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static String text(RedactedBody body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    /** The JSON of one record under a plan. */
    public static String one(ReleasePlan plan, BsonOut record) {
        RedactedRecords records = new Redactor(plan).redact(List.of(record.record()), 1 << 20);
        return records.single().map(ReleasedBodies::text).orElse("nothing");
    }

    /** The JSON of records under a plan, without the page around them. */
    public static String records(RedactedRecords records) {
        String page = text(records.page(Optional.empty()));
        return page.substring("{\"records\":".length(), page.length() - ",\"next\":null}".length());
    }
}
