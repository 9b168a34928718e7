package io.metagate.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule for fields of all types grants a beginning of texts alone. */
class PrefixRightsTest {

    private static final Principal DESK =
            new Principal("https://issuer.example", "somebody", "", Set.of("desk"), Map.of());

    private final PolicySet policies = BundleFixture.compiledText("""
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answers., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: things}
            spec:
              store: {database: backup, collection: things}
              id: {type: string, class: internal}
              fields:
            %s
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: desk}
            spec:
              effect: permit
              principals: {roles: [desk]}
              purposes: [support]
              collections: [things]
              actions: [search]
              fields: [{class: public, read: clear, filter: [exact, prefix]}]
            """.formatted(Arrays.stream(FieldType.values())
            .map(type -> "    " + name(type) + ": {type: " + type.wireName() + ", class: public}")
            .collect(Collectors.joining("\n"))));

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void areAnnouncedAndGrantedForStringsOnly(FieldType type) {
        JsonValue described = CollectionDescription.of(policies, DESK, "support", "things", Instant.EPOCH)
                .orElseThrow();
        String uses = type == FieldType.STRING ? "[\"exact\",\"prefix\"]" : "[\"exact\"]";
        assertThat(described.toString())
                .contains("\"path\":\"" + name(type) + "\",\"type\":\"" + type.wireName()
                        + "\",\"read\":\"clear\",\"filter\":" + uses);

        Predicate prefix = new Predicate.StartsWith(FieldPath.of(name(type)), "a");
        Query query = new Query(prefix, Optional.empty(), List.of(), 10, Optional.empty());
        Decision decision =
                policies.decide(new AccessRequest(DESK, "support", Action.SEARCH, "things", query, Instant.EPOCH));
        assertThat(decision instanceof Decision.Permit).isEqualTo(type == FieldType.STRING);
    }

    private static String name(FieldType type) {
        return "a" + type.wireName();
    }
}
