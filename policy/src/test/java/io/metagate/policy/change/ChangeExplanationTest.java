package io.metagate.policy.change;

import static io.metagate.policy.change.AccountChanges.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.explain.ExplanationText;
import io.metagate.policy.explain.FullExplanation;
import io.metagate.policy.explain.SafeExplanation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RecordChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeExplanationTest {

    private static final List<String> PATHS = List.of(
            "_id",
            "email",
            "phone",
            "notes",
            "nothing",
            "size",
            "company",
            "company.name",
            "company.site.city",
            "company.secret",
            "devices",
            "devices.os",
            "devices.serial",
            "email.local");
    private static final List<String[]> ROLES = List.of(
            new String[] {"desk"},
            new String[] {"depot"},
            new String[] {"desk", "depot"},
            new String[] {"desk", "contractor"},
            new String[] {"desk", "suspended"},
            new String[] {"cleaner"});

    @Test
    void tellsWhoGrantsWritingAndWhyOthersDoNot() {
        assertThat(text(Action.UPDATE, List.of("phone", "email", "devices", "_id", "nothing"), "desk", "depot"))
                .contains(
                        "denied: field-not-permitted",
                        "  phone write: granted by desk",
                        "    not by depot: no rule for the field",
                        "  email write: granted by desk",
                        "  devices write: granted by depot",
                        "    not by desk: devices.serial: not granted by the rule at bundle.yaml:43:7",
                        "  _id write: refused",
                        "    not by desk: an identifier stays as it is",
                        "  nothing write: refused",
                        "    not by desk: unknown field");
        assertThat(text(Action.CREATE, List.of("_id"), "depot")).contains("permitted", "  _id write: granted by depot");
    }

    @Test
    void tellsThatARestrictTakesTheRightToWrite() {
        assertThat(text(Action.UPDATE, List.of("phone", "email"), "desk", "contractor"))
                .contains(
                        "denied: field-not-permitted",
                        "    not by desk: granted at bundle.yaml:40:7, and taken by a restrict",
                        "  email write: granted by desk");
    }

    @Test
    void tellsThatNoPolicyAloneGrantsAllThatIsWritten() {
        List<String> both = List.of("phone", "devices.serial");

        assertThat(text(Action.UPDATE, both, "desk", "depot"))
                .contains(
                        "denied: field-not-permitted",
                        "  phone write: granted by desk",
                        "  devices.serial write: granted by depot",
                        "no policy grants all of these uses");
        assertThat(text(Action.UPDATE, List.of("size", "phone"), "desk", "depot"))
                .contains("permitted", "only records of: desk");
        assertThat(new FullExplanation(explained(Action.UPDATE, both, "desk", "depot"))
                        .json()
                        .toString())
                .contains("\"searched\":[]", "{\"path\":\"phone\",\"needs\":\"write\",\"grantedBy\":[\"desk\"]");
    }

    @Test
    void tellsACallerTheSameOfAFieldThatMayNotBeWrittenAndOfNone() {
        for (Action action : List.of(Action.CREATE, Action.UPDATE)) {
            String missing = safe(action, "nothing");
            assertThat(missing)
                    .contains("field-not-permitted", "{\"path\":\"nothing\",\"needs\":\"write\",\"permitted\":false}")
                    .doesNotContain("desk\"", "bundle.yaml");
            assertThat(safe(action, "notes").replace("notes", "nothing")).isEqualTo(missing);
            assertThat(safe(action, "company.secret").replace("company.secret", "nothing"))
                    .isEqualTo(missing);
        }
    }

    @Test
    void removesByTheActionAlone() {
        DecisionExplanation cleaning = explained(Action.DELETE, List.of("notes"), "cleaner");

        assertThat(cleaning.refusal()).isEmpty();
        assertThat(cleaning.uses()).isEmpty();
        assertThat(explained(Action.DELETE, List.of("phone"), "desk").refusal()).contains(DenyReason.NO_PERMIT);
    }

    @Test
    void tellsWhetherAnythingMayBeChangedWhereNoFieldsAreTold() {
        assertThat(explained(Action.UPDATE, Optional.empty(), "desk").refusal()).isEmpty();
        assertThat(explained(Action.UPDATE, Optional.empty(), "cleaner").refusal())
                .contains(DenyReason.NO_PERMIT);
        assertThat(explained(Action.UPDATE, List.of(), "desk").refusal()).contains(DenyReason.FIELD_NOT_PERMITTED);
    }

    @Test
    void agreesWithTheDecisionsOfChanges() {
        for (String[] roles : ROLES) {
            for (String one : PATHS) {
                for (String other : PATHS) {
                    if (!isWithin(one, other) && !isWithin(other, one)) {
                        assertAgreement(List.of(one, other), roles);
                    }
                }
                assertAgreement(List.of(one), roles);
            }
        }
    }

    private static boolean isWithin(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + ".");
    }

    private static void assertAgreement(List<String> written, String... roles) {
        List<String> members =
                written.stream().filter(path -> !path.equals("_id")).toList();
        boolean chosen = members.size() < written.size();
        for (RecordChange change : List.of(
                new RecordChange.Create(Optional.of(ID), chosen, SampleContents.nothingAt(members)),
                new RecordChange.Update(ID, SampleContents.nothingAt(written)))) {
            assertThat(explained(change.action(), written, roles).refusal())
                    .as("%s of %s by %s", change.action(), written, Set.of(roles))
                    .isEqualTo(refusal(AccountChanges.decide(change, roles)));
        }
    }

    /** Why it may not be written: nothing is of any type, and where a record is does not count. */
    private static Optional<DenyReason> refusal(ChangeDecision decision) {
        return decision instanceof ChangeDecision.Deny deny
                ? Optional.of(deny.decision().reason()).filter(reason -> reason != DenyReason.RECORD_OUT_OF_SCOPE)
                : Optional.empty();
    }

    private static List<String> text(Action action, List<String> fields, String... roles) {
        return new ExplanationText(explained(action, fields, roles)).lines();
    }

    private static String safe(Action action, String field) {
        return new SafeExplanation(explained(action, List.of(field), "desk"))
                .json()
                .toString();
    }

    private static DecisionExplanation explained(Action action, List<String> fields, String... roles) {
        return explained(action, Optional.of(fields.stream().map(FieldPath::of).toList()), roles);
    }

    private static DecisionExplanation explained(Action action, Optional<List<FieldPath>> fields, String... roles) {
        return DecisionExplanation.of(
                AccountChanges.POLICIES,
                new AccessRequest(
                        AccountChanges.principal(roles),
                        "support",
                        action,
                        "accounts",
                        new Query(Predicate.all(), fields, List.of(), 1, Optional.empty()),
                        Instant.EPOCH));
    }
}
