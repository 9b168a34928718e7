package io.metagate.policy.diff;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.request.Action;
import java.util.List;
import java.util.stream.Collectors;

/** Small bundles to compare, and what their comparison tells as lines. */
final class Revisions {

    static final String CATALOGUE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts}
            spec:
              store: {database: backup, collection: accounts}
              id: {type: string, class: public}
              dataSubject: {field: email, class: account}
              fields:
                email: {type: string, class: personal.email}
                region: {type: string, class: public}
                size: {type: int, class: public}
            """;

    private static final String PERMIT = """
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: NAME}
            spec:
              effect: permit
              principals: {roles: [agent]}
              purposes: [support]
              collections: [accounts]
              actions: [search]
            """;
    static final String FIELDS = "  fields: [{class: personal, read: {mask: email}}, {class: public, read: clear}]\n";
    static final String EU = "  rows: {region: eu}\n";

    static final String RESTRICT = """
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: r}
            spec:
              effect: restrict
              actions: [search]
              collections: [accounts]
            """;

    static final String LIMIT = """
            ---
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: l}
            spec:
              per: client
            """;

    static final String BASE = CATALOGUE + permit("p", FIELDS);

    private Revisions() {}

    static String permit(String name, String rest) {
        return PERMIT.replace("NAME", name) + rest;
    }

    static List<String> lines(String before, String after) {
        return PermissionDiff.between(BundleFixture.compiledText(before), BundleFixture.compiledText(after)).stream()
                .map(Revisions::line)
                .toList();
    }

    private static String line(PermissionChange change) {
        String actions = change.actions().stream().map(Action::wireName).collect(Collectors.joining("/", "[", "]"));
        return change.kind() + " " + change.who() + " " + change.purpose() + " " + actions + " " + change.collection()
                + " " + change.what() + ": " + change.before() + " -> " + change.after();
    }
}
