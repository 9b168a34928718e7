package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.Transform;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactedLinesTest {

    private static final ReleasePlan PLAN = SampleCollection.plan("_id", new Transform.Clear());

    @Test
    void makesALineOfEachRecordAndOneOfTheChunk() {
        assertThat(ReleasedBodies.text(lines(1_000, 1, 2).chunk(3, "id", Optional.of("a\"b"))))
                .isEqualTo("""
                        {"record":{"_id":1}}
                        {"record":{"_id":2}}
                        {"chunk":{"number":3,"records":2,"auditId":"id","next":"a\\"b"}}
                        """);
    }

    @Test
    void makesAChunkOfNoRecords() {
        assertThat(ReleasedBodies.text(lines(1_000).chunk(1, "id", Optional.empty())))
                .isEqualTo("{\"chunk\":{\"number\":1,\"records\":0,\"auditId\":\"id\",\"next\":null}}\n");
    }

    @Test
    void stopsBeforeTheChunkIsTooLarge() {
        int two = 2 * "{\"record\":{\"_id\":1}}\n".length();
        assertThat(lines(two, 1, 2, 3).taken()).isEqualTo(2);
        RedactedLines less = lines(two - 1, 1, 2, 3);
        assertThat(less.taken()).isOne();
        assertThat(ReleasedBodies.text(less.chunk(1, "id", Optional.empty())))
                .startsWith("{\"record\":{\"_id\":1}}\n{\"chunk\":{\"number\":1,\"records\":1,");
        assertThat(lines(1, 123_456, 2).taken()).isOne();
    }

    private static RedactedLines lines(int maxBytes, int... ids) {
        return new Redactor(PLAN)
                .lines(
                        Arrays.stream(ids)
                                .mapToObj(id -> new BsonOut().int32("_id", id).record())
                                .toList(),
                        maxBytes);
    }
}
