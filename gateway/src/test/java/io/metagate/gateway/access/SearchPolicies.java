package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.access.cursor.CursorSealer;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.WrittenCursor;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.index.CollectionIndexes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Seekers read, search, count and export things: public fields in clear, names masked, counts of three people and more,
 * five probes.
 */
final class SearchPolicies {

    static final PolicySet POLICIES = ThingsPolicies.with("""
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: seekers}
            spec:
              effect: permit
              principals: {roles: [seeker]}
              purposes: [support]
              collections: [things]
              actions: [read, search, count, export]
              scan: true
              minGroup: 3
              fields:
                - {class: public, read: clear, filter: [exact], sort: true, group: true}
                - {class: personal, read: {mask: last, keep: 2}, filter: [exact]}
            ---
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: seekers}
            spec:
              principals: {roles: [seeker]}
              per: principal
              probes: [{quota: 5, window: 1d}]
            """);

    private SearchPolicies() {}

    static AuthenticatedRequest by(String subject, String purpose, Action action) {
        Principal principal = new Principal("https://issuer.example", subject, "desk", Set.of("seeker"), Map.of());
        return AuthenticatedRequests.doing(action, AuthenticatedRequests.of(principal, purpose, POLICIES));
    }

    static CostGuard costs() {
        return new CostGuard(location -> new CollectionIndexes(List.of()));
    }

    static CursorSealer cursors() {
        return new CursorSealer(SampleSecrets.of(1), Clock.systemUTC());
    }

    static Predicate equal(String field, String value) {
        return new Predicate.Compare(FieldPath.of(field), Predicate.Relation.EQUAL, new ScalarValue.Text(value));
    }

    /** A search of pages of two by identifier. */
    static SearchRequest search(Predicate filter, Optional<String> cursor) {
        List<SortKey> sort = List.of(new SortKey(FieldPath.of("_id"), false));
        return new SearchRequest(
                LocatedFilter.of(filter),
                filter.toString(),
                Optional.empty(),
                sort,
                2,
                cursor.map(WrittenCursor::member));
    }

    static String text(RedactedBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8);
    }
}
