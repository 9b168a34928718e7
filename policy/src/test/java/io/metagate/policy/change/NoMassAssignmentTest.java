package io.metagate.policy.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random changes that set every field there is, and some that there are not: what is done is what was granted, and
 * nothing beside.
 */
class NoMassAssignmentTest {

    private static final int ROUNDS = 20_000;
    private static final Map<String, Set<String>> WRITABLE = Map.of(
            "desk",
            Set.of(
                    "_id",
                    "email",
                    "phone",
                    "region",
                    "size",
                    "ratio",
                    "joined",
                    "tags",
                    "company.name",
                    "company.site.city",
                    "devices.os"),
            "depot",
            Set.of("_id", "devices.os", "devices.serial", "size"),
            "contractor",
            Set.of(
                    "_id",
                    "email",
                    "region",
                    "size",
                    "ratio",
                    "joined",
                    "tags",
                    "company.name",
                    "company.site.city",
                    "devices.os"));
    private static final List<String> NAMES = List.of(
            "_id",
            "email",
            "phone",
            "notes",
            "region",
            "size",
            "ratio",
            "joined",
            "tags",
            "company",
            "devices",
            "name",
            "site",
            "city",
            "os",
            "serial",
            "secret",
            "unlisted",
            "__proto__",
            "admin");
    private static final long SEED = Seeded.seed("NoMassAssignmentTest");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int done;

    @Test
    void writesAndDestroysNothingButWhatOnePermitGrants() {
        for (int round = 0; round < ROUNDS; round++) {
            tryUpdate();
            tryCreate();
        }
        assertThat(done).as("changes that were permitted").isGreaterThan(ROUNDS / 50);
    }

    private void tryUpdate() {
        DocumentValue.Members patch = members(3);
        String[] roles = roles();
        if (AccountChanges.update(patch, roles) instanceof ChangeDecision.Permit permit
                && ((PermittedUpdate) permit.change()).on(AccountChanges.record()) instanceof PermittedPatch edit) {
            Map<String, List<String>> before = FlatDocument.of(AccountChanges.account());
            Map<String, List<String>> after = FlatDocument.of(edit.document());
            Set<String> changed = new HashSet<>(before.keySet());
            changed.addAll(after.keySet());
            changed.removeIf(path -> before.getOrDefault(path, List.of()).equals(after.getOrDefault(path, List.of())));
            assertGranted(changed, roles, patch);
            assertThat(after).containsEntry("_id", before.get("_id"));
        }
    }

    private void tryCreate() {
        DocumentValue.Members members = members(3);
        String[] roles = roles();
        ChangeDecision decision = AccountChanges.create(members, roles);
        if (decision instanceof ChangeDecision.Permit permit) {
            assertGranted(
                    FlatDocument.of(((PermittedCreate) permit.change()).document())
                            .keySet(),
                    roles,
                    members);
        } else {
            assertThat(AccountChanges.reason(decision)).isNotEqualTo(DenyReason.NO_PERMIT);
        }
    }

    private void assertGranted(Set<String> changed, String[] roles, DocumentValue.Members content) {
        done++;
        // an empty container stands for the fields that could be in it
        assertThat(List.of(roles))
                .as("seed %d: %s", SEED, content.members().keySet())
                .anySatisfy(role -> assertThat(changed).allSatisfy(path -> assertThat(WRITABLE.get(capped(role, roles)))
                        .anyMatch(field -> field.equals(path) || field.startsWith(path + "."))));
    }

    private static String capped(String role, String[] roles) {
        return role.equals("desk") && List.of(roles).contains("contractor") ? "contractor" : role;
    }

    private String[] roles() {
        return switch (random.nextInt(4)) {
            case 0 -> new String[] {"desk"};
            case 1 -> new String[] {"depot"};
            case 2 -> new String[] {"desk", "contractor"};
            default -> new String[] {"desk", "depot"};
        };
    }

    private DocumentValue.Members members(int depth) {
        Map<String, DocumentValue> members = new LinkedHashMap<>();
        int count = random.nextInt(depth == 3 ? 1 : 0, 4);
        for (int n = 0; n < count; n++) {
            members.put(NAMES.get(random.nextInt(NAMES.size())), content(depth - 1));
        }
        return new DocumentValue.Members(members);
    }

    private DocumentValue content(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 8);
        return switch (kind) {
            case 0, 1 -> SampleContents.nothing();
            case 2, 3 -> SampleContents.number(random.nextInt(30));
            case 4, 5, 6 -> SampleContents.text(List.of("eu", "us", "asia", "x").get(random.nextInt(4)));
            case 7 -> new DocumentValue.Scalar(new ScalarValue.Date(java.time.Instant.EPOCH));
            case 8, 9 -> SampleContents.items(content(depth - 1));
            default -> members(depth - 1);
        };
    }
}
