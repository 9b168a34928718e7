package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.access.QueryAuthorizer;
import io.metagate.gateway.access.RecordRepresentations;
import io.metagate.gateway.access.SharedAccess;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.RawRecords;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clerks see the same name in another form with each action: what an update may be sent, and for which form it is. */
class ReleasedFormsTest {

    private static final PolicySet POLICIES = ThingsPolicies.with(Stream.of("update", "read", "search", "export")
            .map(ReleasedFormsTest::permit)
            .reduce("", String::concat));

    private static final ScalarValue ID = new ScalarValue.Text("a");
    private static final RawRecord BEFORE = RawRecords.of("{_id: 'a', username: 'jane.roe.smithson'}");
    private static final RecordRepresentations VIEWS = SharedAccess.views();

    /** A permit of that action, which shows another length of the name. */
    private static String permit(String action) {
        return """
                ---
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: clerks-%1$s}
                spec:
                  effect: permit
                  principals: {roles: [clerk-%1$s]}
                  purposes: [support]
                  collections: [things]
                  actions: [%1$s]
                  fields:
                    - {class: public, read: clear}
                    - {class: personal, read: {mask: last, keep: %2$d}%3$s}
                """.formatted(action, shown(action), action.equals("update") ? ", write: blind" : "");
    }

    private static int shown(String action) {
        return switch (action) {
            case "update" -> 1;
            case "read" -> 2;
            case "search" -> 3;
            default -> 4;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"***n", "***on", "***son", "***hson"})
    void takesNoFormThatIsShownForAValue(String sent) {
        assertThat(comesBack(sent, "update", "read", "search", "export")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "***n.roe", "on", "n", "***ON", "jane"})
    void takesAnyOtherText(String sent) {
        assertThat(comesBack(sent, "update", "read", "search", "export")).isFalse();
    }

    @Test
    void takesAFormThatIsShownToOthersAlone() {
        assertThat(comesBack("***on", "update", "search", "export")).isFalse();
        assertThat(comesBack("***son", "update", "read", "export")).isFalse();
        assertThat(comesBack("***hson", "update", "read", "search")).isFalse();
    }

    @Test
    void changesTheFormThatAReadOrTheChangeReleasesAndNoOther() {
        assertThat(isFor("read", "update", "read", "search")).isTrue();
        assertThat(isFor("update", "update", "read", "search")).isTrue();
        assertThat(isFor("search", "update", "read", "search")).isFalse();
    }

    @Test
    void changesNoFormThatMayNotBeRead() {
        AuthenticatedRequest reader = admitted("update", "read");
        String tag = tag(reader, seen(reader, "read"), BEFORE);
        AuthenticatedRequest admitted = admitted("update");

        assertThat(areMet(admitted, named(tag), BEFORE)).isFalse();
        assertThat(areMet(reader, named(tag), BEFORE)).isTrue();
        assertThat(areMet(admitted, new EntityTagList(true, Set.of(), Set.of()), BEFORE))
                .isTrue();
    }

    /** Of what is hidden the tag says nothing, so that it cannot be guessed by tags. */
    @Test
    void changesARecordWhoseReleasedFormIsTheSameAndNoOther() {
        AuthenticatedRequest reader = admitted("update", "read");
        EntityTagList named = named(tag(reader, seen(reader, "read"), BEFORE));

        assertThat(areMet(reader, named, RawRecords.of("{_id: 'a', username: 'john.roe.smithson'}")))
                .isTrue();
        assertThat(areMet(reader, named, RawRecords.of("{_id: 'a', username: 'jane.roe.smithsen'}")))
                .isFalse();
    }

    /** Whether it is a form that was shown, for whoever has these permits. */
    private static boolean comesBack(String sent, String... permits) {
        AuthenticatedRequest admitted = admitted(permits);
        DocumentValue.Members patch = members(sent);
        ChangeDecision.Permit permit =
                (ChangeDecision.Permit) inquiry(admitted, patch).decide();
        PermittedPatch edit = (PermittedPatch) ((PermittedUpdate) permit.change()).on(BEFORE);
        return new ShownValues(inquiry(admitted, patch), permit.decision()).comeBack(BEFORE, edit.record(), patch);
    }

    /** Whether a change is for the form that this action releases, for whoever has these permits. */
    private static boolean isFor(String action, String... permits) {
        AuthenticatedRequest admitted = admitted(permits);
        return areMet(admitted, named(tag(admitted, seen(admitted, action), BEFORE)), BEFORE);
    }

    private static boolean areMet(AuthenticatedRequest admitted, EntityTagList named, RawRecord record) {
        ChangeAuthorizer inquiry = inquiry(admitted, members("new"));
        return new WritePreconditions(VIEWS, inquiry, seen(admitted, "update")).areMet(named, record);
    }

    private static Decision.Permit seen(AuthenticatedRequest admitted, String action) {
        if (action.equals("update")) {
            return ((ChangeDecision.Permit) inquiry(admitted, members("new")).decide()).decision();
        }
        Action asked = Action.valueOf(action.toUpperCase(Locale.ROOT));
        Query query = asked == Action.READ
                ? Query.byId(ID, Optional.empty())
                : new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, asked, ThingsPolicies.COLLECTION);
        return (Decision.Permit) POLICIES.decide(inquiry.request(query));
    }

    private static String tag(AuthenticatedRequest admitted, Decision.Permit permit, RawRecord record) {
        return VIEWS.tag(admitted, permit, id(), record).orElseThrow();
    }

    private static EntityTagList named(String tag) {
        return new EntityTagList(false, Set.of(tag), Set.of(tag));
    }

    private static ChangeAuthorizer inquiry(AuthenticatedRequest admitted, DocumentValue.Members patch) {
        return new ChangeAuthorizer(admitted, ThingsPolicies.COLLECTION, id(), new RecordChange.Update(ID, patch));
    }

    private static RecordId id() {
        return RecordId.of(ID, FieldType.STRING);
    }

    private static AuthenticatedRequest admitted(String... permits) {
        Set<String> roles = Stream.of(permits).map("clerk-"::concat).collect(Collectors.toSet());
        Principal clerk = new Principal("https://issuer.example", "carla", "desk", roles, Map.of());
        return AuthenticatedRequests.doing(
                Action.UPDATE, AuthenticatedRequests.of(clerk, ThingsPolicies.PURPOSE, POLICIES));
    }

    private static DocumentValue.Members members(String username) {
        return new DocumentValue.Members(Map.of("username", new DocumentValue.Scalar(new ScalarValue.Text(username))));
    }
}
