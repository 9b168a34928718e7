package io.metagate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleFile;
import io.metagate.test.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/**
 * Random policies in shadow beside a bundle, and random requests: each is answered with the same bytes as without them.
 */
class ShadowChangesNothingTest {

    private static final String BUNDLE =
            BundleFixture.text(ShadowChangesNothingTest.class, "/scenarios/bundles/restricted.yaml");
    private static final List<String> FIELDS = List.of("username", "email", "phone", "company.name", "region", "size");
    private static final RawBsonDocument RECORD = RawBsonDocument.parse("""
            {"_id": "acc-1", "username": "jane.roe", "email": "jane.roe@acme.example", "phone": "+15550100123",
             "company": {"name": "Acme", "notes": "pays late"}, "region": "eu", "size": 7, "extra": 1}""");

    private int permitted;
    private int differing;

    @Test
    void answersTheSameBytesWithAndWithoutPoliciesInShadow() {
        long seed = Seeded.seed("ShadowChangesNothingTest");
        SplittableRandom random = new SplittableRandom(seed);
        PolicySet plain = policies(BUNDLE);
        for (int round = 0; round < 100; round++) {
            PolicySet shadowed = policies(BUNDLE + shadows(random));
            for (int n = 0; n < 50; n++) {
                AccessRequest request = request(random);
                assertSame(plain.decide(request), shadowed.decide(request));
                assertThat(shadowed.visibleTo(request.principal(), request.purpose(), request.at()))
                        .isEqualTo(plain.visibleTo(request.principal(), request.purpose(), request.at()));
            }
        }
        assertThat(permitted).isPositive();
        assertThat(differing).isPositive();
    }

    private void assertSame(Decision plain, Decision shadowed) {
        differing += shadowed.shadow().differing().isEmpty() ? 0 : 1;
        if (!(plain instanceof Decision.Permit before)) {
            assertThat(((Decision.Deny) shadowed).reason()).isEqualTo(((Decision.Deny) plain).reason());
            return;
        }
        permitted++;
        Decision.Permit after = (Decision.Permit) shadowed;
        assertThat(after.query()).usingRecursiveComparison().isEqualTo(before.query());
        assertThat(after.policies()).isEqualTo(before.policies());
        assertThat(after.probes()).isEqualTo(before.probes());
        assertThat(released(after)).isEqualTo(released(before));
    }

    private static String released(Decision.Permit permit) {
        byte[] bytes = new byte[RECORD.getByteBuffer().remaining()];
        RECORD.getByteBuffer().get(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            permit.redactor()
                    .redact(List.of(new RawRecord(bytes)), 10_000)
                    .page(Optional.empty())
                    .writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AccessRequest request(SplittableRandom random) {
        Predicate filter = random.nextBoolean()
                ? Predicate.all()
                : new Predicate.Compare(
                        FieldPath.of(pick(FIELDS, random)), Predicate.Relation.EQUAL, new ScalarValue.Text("x"));
        Optional<List<FieldPath>> fields =
                random.nextBoolean() ? Optional.empty() : Optional.of(List.of(FieldPath.of(pick(FIELDS, random))));
        List<SortKey> sort = random.nextInt(4) > 0
                ? List.of()
                : List.of(new SortKey(FieldPath.of(pick(FIELDS, random)), random.nextBoolean()));
        Query query = new Query(filter, fields, sort, 10, Optional.empty());
        Principal principal = new Principal(
                "https://issuer.example",
                "jane",
                "desk",
                Set.of(pick(List.of("all", "all", "other"), random)),
                Map.of());
        return new AccessRequest(
                principal,
                pick(List.of("support", "planning"), random),
                pick(List.of(Action.READ, Action.SEARCH), random),
                "accounts",
                query,
                Instant.EPOCH.plusSeconds(random.nextInt(1_000_000)));
    }

    private static String shadows(SplittableRandom random) {
        StringBuilder all = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(4)).forEach(n -> all.append(shadow(n, random)));
        return all.toString();
    }

    private static String shadow(int number, SplittableRandom random) {
        boolean permit = random.nextBoolean();
        String what = permit || random.nextBoolean() ? fields(permit, random) : "deny: true";
        String rows = permit && random.nextBoolean() ? "rows: {region: eu}" : "";
        String name = pick(List.of("a", "m", "z"), random) + "-" + number;
        String when = pick(List.of("", "when: request.time.getHours() < 12", "when: principal.claims.x == 1"), random);
        return """
                ---
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: %s}
                spec:
                  mode: shadow
                  effect: %s
                  principals: {roles: [all, other]}
                  purposes: [%s]
                  collections: [accounts]
                  actions: [read, search]
                  %s
                  %s
                  %s
                """.formatted(
                        name,
                        permit ? "permit" : "restrict",
                        pick(List.of("support", "planning", "support, planning"), random),
                        when,
                        rows,
                        what);
    }

    private static String fields(boolean permit, SplittableRandom random) {
        String read = pick(List.of("clear", "remove", "null", "{mask: first, keep: 1}", "pseudonym"), random);
        String classification = pick(List.of("personal", "personal.email", "corporate.identity"), random);
        return "fields: [{class: " + classification + ", read: " + read + (permit ? ", filter: [exact]" : "") + "}]";
    }

    private static <T> T pick(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private static PolicySet policies(String text) {
        CompilationResult compilation = BundleFixture.compile(new BundleFile("bundle.yaml", text));
        if (compilation instanceof CompilationResult.Compiled compiled) {
            return compiled.policies();
        }
        throw new AssertionError(((CompilationResult.Rejected) compilation).problems() + "\n" + text);
    }
}
