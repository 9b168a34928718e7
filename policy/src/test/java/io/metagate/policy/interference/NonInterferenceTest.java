package io.metagate.policy.interference;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleFile;
import io.metagate.test.Seeded;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two collections that differ in what is hidden alone: no query tells them apart (P2). */
class NonInterferenceTest {

    private static final int TWINS = TestRounds.of(20);
    private static final int QUERIES_EACH = 1_000;
    private static final int MOST_QUERIES = 200_000;
    private static final Principal AGENT = new Principal(
            "https://issuer.example",
            "alice",
            "desk",
            Set.of("agent"),
            Map.of("regions", Claim.of(new ScalarValue.Text("eu"))));

    private final SplittableRandom random = seeded();

    @Test
    void answersTheSameBytesWhateverIsHidden() throws Exception {
        PolicySet policies = compiled(bundle());
        int answered = 0;
        for (int n = 0; n < TWINS; n++) {
            TwinRecords twins = TwinRecords.random(random);
            for (int m = 0; m < QUERIES_EACH; m++) {
                Query query = new RandomQueries(random).next();
                String one = answer(policies, query, twins.one());
                assertThat(answer(policies, query, twins.other()))
                        .as(query.toString())
                        .isEqualTo(one);
                answered += one.startsWith("{") ? 1 : 0;
            }
        }
        System.out.println(
                "non-interference: " + TWINS * QUERIES_EACH + " queries, " + answered + " of them permitted");
        assertThat(answered).isGreaterThan(TWINS * QUERIES_EACH / 5);
    }

    @Test
    void wouldShowTheUseOfAHiddenField() throws Exception {
        PolicySet leaky = compiled(
                bundle().replace("{path: secret, read: remove}", "{path: secret, read: remove, filter: [exact]}"));
        PolicySet leakyScope = compiled(bundle().replace(", plan: free}", "}"));

        assertThat(tellsApart(leaky)).isTrue();
        assertThat(tellsApart(leakyScope)).isTrue();
    }

    /** Whether some query tells twins apart, of so many that one does where one can. */
    private boolean tellsApart(PolicySet policies) {
        TwinRecords twins = TwinRecords.random(random);
        return Stream.generate(() -> new RandomQueries(random).next())
                .limit(MOST_QUERIES)
                .anyMatch(
                        query -> !answer(policies, query, twins.one()).equals(answer(policies, query, twins.other())));
    }

    private static String answer(PolicySet policies, Query query, List<org.bson.BsonDocument> records) {
        AccessRequest request = new AccessRequest(AGENT, "support", Action.SEARCH, "accounts", query, Instant.EPOCH);
        Decision decision = policies.decide(request);
        return decision instanceof Decision.Permit permit
                ? new MemoryCollection(records).page(permit)
                : ((Decision.Deny) decision).reason().toString();
    }

    private static SplittableRandom seeded() {
        long seed = Seeded.seed("NonInterferenceTest");
        return new SplittableRandom(seed);
    }

    private static String bundle() throws Exception {
        try (InputStream in = NonInterferenceTest.class.getResourceAsStream("accounts.yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static PolicySet compiled(String text) {
        PseudonymKey key = new PseudonymKey(1, new byte[32]);
        CompilationResult compilation =
                PolicyCompiler.compile(List.of(new BundleFile("accounts.yaml", text)), label -> key);
        assertThat(compilation).isInstanceOf(CompilationResult.Compiled.class);
        return ((CompilationResult.Compiled) compilation).policies();
    }
}
