package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.testing.TestKeys;
import io.metagate.store.CollectionStatus;
import io.metagate.store.index.CollectionIndex;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexKey;
import io.metagate.store.index.IndexKey.Order;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexHintTest {

    private static final String BUNDLE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answers., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts, description: Accounts.}
            spec:
              store: {database: backup, collection: accounts}
              id: {type: string, class: public}
              fields:
                plan: {type: string, class: public}
                region: {type: string, class: public}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: look-up}
            spec:
              effect: permit
              principals: {roles: [agent]}
              purposes: [support]
              collections: [accounts]
              actions: [%s]
              %s
              fields:
                - {path: plan, read: clear, filter: [exact, range, exists]}
                - {path: region, read: clear, filter: [exact], sort: true}
            """;

    @Test
    void namesWhatNoIndexAnswers() {
        assertThat(hint("search", "mode: active"))
                .isEqualTo("Permitted, but refused unless an index answers the rest of the query:"
                        + " filter by plan (exact, range), region (exact); sort by region;"
                        + " add indexes where callers need them.");
    }

    @Test
    void leavesOutWhatIndexesAnswer() {
        assertThat(hint("search", "mode: active", index("plan", Order.HASHED), index("region", Order.DESCENDING)))
                .contains("filter by plan (range);")
                .doesNotContain("region");
        assertThat(hint("search", "mode: active", index("plan", Order.ASCENDING), index("region", Order.ASCENDING)))
                .isEqualTo("They answer all that policies let callers filter and sort by.");
    }

    @Test
    void leavesOutWhatNeedsNoIndex() {
        assertThat(hint("search", "scan: true")).startsWith("They answer all");
        assertThat(hint("read", "mode: active")).startsWith("They answer all");
        assertThat(hint("search", "mode: draft")).startsWith("They answer all");
    }

    @Test
    void isAWarningOnlyWhereNoIndexAnswersAnything() {
        assertThat(result("mode: active")).isEqualTo(Result.WARNING);
        assertThat(result("mode: active", index("plan", Order.HASHED))).isEqualTo(Result.OK);
        assertThat(result("scan: true")).isEqualTo(Result.OK);
    }

    private static Result result(String more, CollectionIndex... indexes) {
        PolicySet policies = policies("search", more);
        CollectionFindings opinion = new CollectionFindings(
                policies, policies.catalogue().collection("accounts").orElseThrow());
        return opinion.of(new CollectionStatus.Indexed(with(indexes)))
                .filter(finding -> finding.check().equals("indexes"))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private static String hint(String action, String more, CollectionIndex... indexes) {
        PolicySet policies = policies(action, more);
        return IndexHint.of(
                        policies, policies.catalogue().collection("accounts").orElseThrow(), with(indexes))
                .text();
    }

    private static CollectionIndexes with(CollectionIndex... indexes) {
        return new CollectionIndexes(
                Stream.concat(CollectionIndexes.OF_ANY_COLLECTION.all().stream(), Stream.of(indexes))
                        .toList());
    }

    private static PolicySet policies(String action, String more) {
        String uses = action.equals("read") ? ", (filter: \\[.*]|sort: true)" : "none";
        BundleFile file =
                new BundleFile("bundle.yaml", BUNDLE.formatted(action, more).replaceAll(uses, ""));
        CompilationResult compilation = PolicyCompiler.compile(List.of(file), new TestKeys());
        assertThat(compilation).isInstanceOf(CompilationResult.Compiled.class);
        return ((CompilationResult.Compiled) compilation).policies();
    }

    private static CollectionIndex index(String path, Order order) {
        return new CollectionIndex(
                List.of(new IndexKey(FieldPath.of(path), order), new IndexKey(FieldPath.ID, order)), false);
    }
}
