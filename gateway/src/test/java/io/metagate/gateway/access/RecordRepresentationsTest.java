package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.DisclosureSummary;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.RawRecords;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RecordId;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordRepresentationsTest {

    private static final ScalarValue ID = new ScalarValue.Text("a");
    private static final RawRecord RECORD =
            RawRecords.of("{_id: 'a', username: 'jane.roe', secret: 'planted', more: 1}");

    private final RecordRepresentations views = SharedAccess.views();
    private final AuthenticatedRequest admitted = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.READ);
    private final Decision.Permit permit =
            (Decision.Permit) new QueryAuthorizer(admitted, Action.READ, ThingsPolicies.COLLECTION)
                    .decide(Query.byId(ID, Optional.empty()));

    @Test
    void recordsWhatItReleases() {
        AccessResponse.Representation seen =
                views.of(admitted, permit, id(), List.of(RECORD)).orElseThrow();
        DisclosureSummary disclosed =
                AuthenticatedRequests.recorded(admitted, seen).disclosure();

        assertThat(disclosed.volume().records()).isOne();
        assertThat(disclosed.volume().dataSubjects()).isOne();
        assertThat(disclosed.volume().bytes()).isEqualTo(seen.body().size());
        assertThat(disclosed.kept().withheld()).isOne();
        assertThat(disclosed.kept().unclassified()).isOne();
        assertThat(seen.location()).isEmpty();
    }

    @Test
    void disclosesNothingByATagAlone() {
        String tag = views.tag(admitted, permit, id(), RECORD).orElseThrow();

        assertThat(AuthenticatedRequests.recorded(admitted, AccessResponse.refused(ProblemCode.PRECONDITION_FAILED))
                        .disclosure())
                .isEqualTo(DisclosureSummary.nothing());
        assertThat(views.of(admitted, permit, id(), List.of(RECORD))
                        .orElseThrow()
                        .etag())
                .isEqualTo(tag);
    }

    @Test
    void releasesNoneOfNone() {
        assertThat(views.of(admitted, permit, id(), List.of())).isEmpty();
    }

    private static RecordId id() {
        return RecordId.of(ID, FieldType.STRING);
    }
}
