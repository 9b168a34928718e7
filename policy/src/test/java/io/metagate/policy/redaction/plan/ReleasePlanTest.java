package io.metagate.policy.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.BsonOut;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.ReleasedBodies;
import io.metagate.policy.redaction.SampleCollection;
import io.metagate.policy.redaction.ScopedRelease;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReleasePlanTest {

    private static final Transform CLEAR = new Transform.Clear();
    private static final Predicate FIRST = id(1);

    @Test
    void releasesCellByCellWhatTheCoveringPoliciesDo() {
        ReleasePlan plan = SampleCollection.plan(
                SampleCollection.release("a", FIRST, "email", CLEAR),
                SampleCollection.release("b", Predicate.all(), "email", new MaskTransform.Email(false), "_id", CLEAR));
        assertThat(ReleasedBodies.one(plan, record(1))).isEqualTo("{\"_id\":1,\"email\":\"jane.roe@acme.example\"}");
        assertThat(ReleasedBodies.one(plan, record(2))).isEqualTo("{\"_id\":2,\"email\":\"j***@acme.example\"}");
    }

    @Test
    void breaksTiesByTheNameOfThePolicy() {
        ScopedRelease first = SampleCollection.release("a", Predicate.all(), "email", new MaskTransform.First(2));
        ScopedRelease last = SampleCollection.release("b", Predicate.all(), "email", new MaskTransform.Last(2));
        assertThat(ReleasedBodies.one(SampleCollection.plan(first, last), record(1)))
                .isEqualTo("{\"email\":\"ja***\"}");
        assertThat(ReleasedBodies.one(SampleCollection.plan(last, first), record(1)))
                .isEqualTo("{\"email\":\"ja***\"}");
    }

    @Test
    void neverReleasesARecordOutsideOfEveryScope() {
        ReleasePlan plan = SampleCollection.plan(SampleCollection.release("a", FIRST, "_id", CLEAR));
        RedactedRecords records = new Redactor(plan)
                .redact(
                        IntStream.of(2, 1, 3)
                                .mapToObj(id -> record(id).record())
                                .toList(),
                        1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"_id\":1}]");
        assertThat(records.taken()).isEqualTo(3);
        assertThat(records.counts().records()).isOne();
        assertThat(records.counts().outOfScope()).isEqualTo(2);
    }

    @Test
    void releasesNothingUnderNoPolicy() {
        assertThat(ReleasedBodies.one(SampleCollection.plan(new ScopedRelease[0]), record(1)))
                .isEqualTo("nothing");
        assertThat(ReleasedBodies.one(
                        SampleCollection.plan(SampleCollection.release("a", Predicate.none(), "_id", CLEAR)),
                        record(1)))
                .isEqualTo("nothing");
    }

    @Test
    void narrowsToTheFieldsWanted() {
        ReleasePlan plan = SampleCollection.plan("_id", CLEAR, "email", CLEAR, "company.name", CLEAR);
        assertThat(ReleasedBodies.one(plan.select(Set.of(FieldPath.of("email"))), record(1)))
                .isEqualTo("{\"email\":\"jane.roe@acme.example\"}");
        assertThat(ReleasedBodies.one(plan.select(Set.of(FieldPath.of("company.name"))), record(1)))
                .isEqualTo("{\"company\":{\"name\":\"Acme\"}}");
        assertThat(ReleasedBodies.one(plan.select(Set.of(FieldPath.of("company"))), record(1)))
                .isEqualTo("{\"company\":{\"name\":\"Acme\"}}");
        assertThat(ReleasedBodies.one(plan.select(Set.of()), record(1))).isEqualTo("{}");
    }

    @Test
    void selectsNothingThatThePlanDoesNotRelease() {
        ReleasePlan plan = SampleCollection.plan("_id", CLEAR);
        assertThat(ReleasedBodies.one(plan.select(Set.of(FieldPath.of("email"), FieldPath.of("nowhere"))), record(1)))
                .isEqualTo("{}");
    }

    @Test
    void evaluatesEveryScopeOfMany() {
        ScopedRelease[] releases = IntStream.range(0, 200)
                .mapToObj(i -> SampleCollection.release("p" + i, id(i), "_id", CLEAR))
                .toArray(ScopedRelease[]::new);
        ReleasePlan plan = SampleCollection.plan(releases);
        assertThat(ReleasedBodies.one(plan, record(199))).isEqualTo("{\"_id\":199}");
        assertThat(ReleasedBodies.one(plan, record(200))).isEqualTo("nothing");
    }

    @Test
    void refusesFieldsThatAreNotListed() {
        assertThatThrownBy(() -> SampleCollection.plan("nowhere", CLEAR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleCollection.plan("company", CLEAR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withholdsDocumentsThatReleaseNothing() {
        BsonOut record = new BsonOut().document("company", new BsonOut().text("name", "Acme"));
        RedactedRecords records =
                new Redactor(SampleCollection.plan("email", CLEAR)).redact(List.of(record.record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{}]");
        assertThat(records.counts().omitted()).isEqualTo(new DisclosureCounts.Omitted(0, 1, 0, 0));
    }

    private static BsonOut record(int id) {
        return new BsonOut()
                .int32("_id", id)
                .text("email", "jane.roe@acme.example")
                .document("company", new BsonOut().text("name", "Acme").text("notes", "late payer"));
    }

    private static Predicate id(int id) {
        return new Predicate.Compare(FieldPath.ID, Predicate.Relation.EQUAL, new ScalarValue.Int(id));
    }
}
