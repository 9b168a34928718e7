package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.query.CountGroup;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallGroupSuppressionTest {

    private static final Classification PUBLIC = new Classification("public");
    private static final Field REGION = new Field(FieldPath.of("region"), FieldType.STRING, PUBLIC);
    private static final int SMALLEST = 10;

    @Test
    void tellsTheGroupsThatAreLargeEnough() {
        SmallGroupSuppression told = told(group(new ScalarValue.Null(), 10), text("eu", 9), text("us", 11));

        assertThat(told.problem()).isEmpty();
        assertThat(told.json()).hasToString("[{\"value\":null,\"count\":10},{\"value\":\"us\",\"count\":11}]");
    }

    @Test
    void saysTheSameOfASmallGroupAsOfNone() {
        SmallGroupSuppression none = told();

        for (long count = 1; count < SMALLEST; count++) {
            for (CountGroup small : List.of(
                    text("eu", count),
                    group(new ScalarValue.Int(7), count),
                    several(count),
                    group(new ScalarValue.Null(), count))) {
                SmallGroupSuppression told = told(small);
                assertThat(told.json()).isEqualTo(none.json());
                assertThat(told.problem()).isEqualTo(none.problem());
            }
        }
    }

    @Test
    void leavesOutValuesOfAnotherTypeHoweverMany() {
        SmallGroupSuppression told =
                told(group(new ScalarValue.Int(7), 1_000), new CountGroup(Optional.empty(), false, 1_000));

        assertThat(told.json()).hasToString("[]");
        assertThat(told.counts().omitted()).isEqualTo(new DisclosureCounts.Omitted(0, 0, 2, 0));
    }

    @Test
    void refusesSeveralValuesInARecordWhereSoManyRecordsHaveThem() {
        assertThat(told(several(5), several(4), text("eu", 100)).problem()).isEmpty();
        assertThat(told(several(5), several(5)).problem()).contains(ProblemCode.COUNT_NOT_SCALAR);
    }

    @Test
    void refusesTooManyGroups() {
        CountGroup[] most = IntStream.range(0, RecordCounter.MAX_GROUPS)
                .mapToObj(number -> text("r" + number, SMALLEST))
                .toArray(CountGroup[]::new);
        assertThat(told(most).problem()).isEmpty();

        CountGroup[] more = IntStream.rangeClosed(0, RecordCounter.MAX_GROUPS)
                .mapToObj(number -> text("r" + number, SMALLEST))
                .toArray(CountGroup[]::new);
        assertThat(told(more).problem()).contains(ProblemCode.COUNT_TOO_MANY_GROUPS);
        more[0] = text("r0", SMALLEST - 1);
        assertThat(told(more).problem()).as("a small group more or less").isEmpty();
    }

    @Test
    void countsTheValuesThatAreToldAsDisclosed() {
        DisclosureCounts counts =
                told(text("eu", 9), text("us", 11), text("apac", 12)).counts();

        assertThat(counts.released()).containsEntry(new DisclosureCounts.Release(PUBLIC, "clear"), 2L);
        assertThat(counts.omitted()).isEqualTo(new DisclosureCounts.Omitted(0, 1, 0, 0));
    }

    private static SmallGroupSuppression told(CountGroup... groups) {
        return new SmallGroupSuppression(List.of(groups), REGION, SMALLEST);
    }

    private static CountGroup text(String value, long count) {
        return group(new ScalarValue.Text(value), count);
    }

    private static CountGroup several(long count) {
        return new CountGroup(Optional.empty(), true, count);
    }

    private static CountGroup group(ScalarValue value, long count) {
        return new CountGroup(Optional.of(value), false, count);
    }
}
