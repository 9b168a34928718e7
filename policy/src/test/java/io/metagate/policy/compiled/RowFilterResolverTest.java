package io.metagate.policy.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterResolverTest {

    private static final String CLAIM = "\"${principal.claims.x}\"";
    private static final FieldPath REGION = FieldPath.of("region");

    @Test
    void readsTheWholeGrammarOfPredicates() {
        Predicate eu = new Predicate.Compare(REGION, Relation.EQUAL, new ScalarValue.Text("eu"));
        Predicate small = new Predicate.Compare(FieldPath.of("size"), Relation.LESS, new ScalarValue.Int(9));
        Predicate linux =
                new Predicate.Compare(FieldPath.of("devices.os"), Relation.EQUAL, new ScalarValue.Text("linux"));
        Predicate old = new Predicate.StartsWith(FieldPath.of("devices.version"), "1.");

        assertThat(scope("{$or: [{region: eu}, {size: {$lt: 9}}]}")).contains(new Predicate.Or(List.of(eu, small)));
        assertThat(scope("{region: {$ne: eu, $exists: true}}"))
                .contains(new Predicate.And(List.of(new Predicate.Not(eu), new Predicate.Exists(REGION))));
        assertThat(scope("{region: {$not: {$nin: [eu, us]}}}"))
                .contains(new Predicate.Not(new Predicate.Not(
                        new Predicate.In(REGION, List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us"))))));
        assertThat(scope("{devices: {$elemMatch: {os: linux, version: {$startsWith: '1.'}}}}"))
                .contains(new Predicate.AnyElement(FieldPath.of("devices"), new Predicate.And(List.of(linux, old))));
        assertThat(scope("{region: {$elemMatch: {$ne: eu}}}"))
                .contains(new Predicate.AnyElement(REGION, new Predicate.Not(eu)));
        assertThat(scope("{region: null}"))
                .contains(new Predicate.Compare(REGION, Relation.EQUAL, new ScalarValue.Null()));
    }

    @Test
    void fillsClaimsInWhereverAValueCanStand() {
        ScalarValue.Text eu = new ScalarValue.Text("eu");
        Predicate equal = new Predicate.Compare(REGION, Relation.EQUAL, eu);

        assertThat(scope("{region: {$ne: " + CLAIM + "}}", eu)).contains(new Predicate.Not(equal));
        assertThat(scope("{region: {$nin: " + CLAIM + "}}", eu, new ScalarValue.Text("us")))
                .contains(new Predicate.Not(new Predicate.In(REGION, List.of(eu, new ScalarValue.Text("us")))));
        assertThat(scope("{region: {$startsWith: " + CLAIM + "}}", eu))
                .contains(new Predicate.StartsWith(REGION, "eu"));
        assertThat(scope("{size: {$lte: " + CLAIM + "}}", new ScalarValue.Int(4)))
                .contains(new Predicate.Compare(FieldPath.of("size"), Relation.LESS_OR_EQUAL, new ScalarValue.Int(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{region: CLAIM}",
                "{region: {$ne: CLAIM}}",
                "{region: {$nin: CLAIM}}",
                "{region: {$nin: [eu, CLAIM]}}",
                "{region: {$not: {$in: CLAIM}}}",
                "{region: {$not: {$startsWith: CLAIM}}}",
                "{region: {$startsWith: CLAIM}}",
                "{$or: [{region: eu}, {region: {$ne: CLAIM}}]}",
                "{size: {$not: {$gt: CLAIM}}}",
                "{devices: {$elemMatch: {os: {$ne: CLAIM}}}}",
            })
    void appliesNowhereWithoutAClaimThatSaysSomething(String rows) {
        String written = rows.replace("CLAIM", CLAIM);

        assertThat(scope(written)).isEmpty();
        assertThat(scope(written, new ScalarValue.Null())).isEmpty();
        assertThat(scope(written, new ScalarValue.Text(""))).isEmpty();
        assertThat(scope(written, new ScalarValue.Text("eu"), new ScalarValue.Null()))
                .isEmpty();
        assertThat(scope(written, new ScalarValue.Bool(true))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{region: {$startsWith: CLAIM}}", "{region: {$gt: CLAIM}}", "{region: {$not: {$lt: CLAIM}}}"})
    void appliesNowhereWhereSeveralValuesHaveOnePlace(String rows) {
        String written = rows.replace("CLAIM", CLAIM);

        assertThat(scope(written, new ScalarValue.Text("eu"))).isPresent();
        assertThat(scope(written, new ScalarValue.Text("eu"), new ScalarValue.Text("us")))
                .isEmpty();
    }

    /** The scope that a principal with that claim has; none, where the permit does not apply. */
    private static Optional<Predicate> scope(String rows, ScalarValue... claim) {
        PolicySet policies = BundleFixture.compiledText(
                BundleFixture.text(RowFilterResolverTest.class, "scoped.yaml").replace("ROWS", rows));
        Map<String, Claim> claims = claim.length == 0 ? Map.of() : Map.of("x", Claim.ofList(List.of(claim)));
        Principal principal = new Principal("https://issuer.example", "somebody", "service", Set.of("desk"), claims);
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        Decision decision =
                policies.decide(new AccessRequest(principal, "support", Action.SEARCH, "accounts", all, Instant.EPOCH));
        return decision instanceof Decision.Permit permit
                ? Optional.of(permit.query().predicate())
                : Optional.empty();
    }
}
