package io.metagate.benchmarks.kernel;

import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Policies over accounts, as many as wanted. */
final class BenchPolicies {

    /** The one purpose. */
    static final String PURPOSE = "support";

    /** The one collection. */
    static final String COLLECTION = "accounts";

    /** When everything is asked. */
    static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

    private static final String CATALOGUE = """
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
              dataSubject: {field: username, class: account}
              fields:
                username:               {type: string, class: personal.username}
                name:                   {type: string, class: personal.name}
                email:                  {type: string, class: personal.email}
                phone:                  {type: string, class: personal.phone}
                plan:                   {type: string, class: public}
                region:                 {type: string, class: public}
                createdAt:              {type: date,   class: public}
                usedBytes:              {type: int,    class: public}
                company.legalName:      {type: string, class: public}
                company.notes:          {type: string, class: corporate.notes}
                company.contacts.name:  {type: string, class: personal.name}
                company.contacts.phone: {type: string, class: personal.phone}
                company.contacts.email: {type: string, class: personal.email}
                devices.hostname:       {type: string, class: internal.topology}
                devices.os:             {type: string, class: public}
                devices.lastSeen:       {type: date,   class: public}
            """;

    private static final String MASKS = """
            - {class: personal.email, read: {mask: email}, filter: [exact]}
                - {class: personal.phone, read: {mask: last, keep: 4}}
                - {class: personal.name, read: {mask: initials}}
                - {class: personal.username, read: clear, filter: [exact]}
                - {class: public, read: clear, filter: [exact, range], sort: true}""";

    private static final String CLEAR = """
            - {class: personal, read: clear}
                - {class: corporate, read: clear}
                - {class: internal, read: clear}
                - {class: public, read: clear}""";

    private static final String ROWS = "  rows: {region: {$in: \"${principal.claims.regions}\"}}\n";

    private static final String RESTRICT = """
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: %s}
            spec:
              effect: restrict
              principals: {roles: [%s]}
              actions: [search]
              collections: ["*"]
              fields: [{class: personal.phone, read: {mask: last, keep: 2}}]
            """;

    private BenchPolicies() {}

    /** One policy that masks personal data and keeps notes and topology back. */
    static PolicySet masking() {
        return compiled(CATALOGUE + permit("all", "agent", "", MASKS));
    }

    /** One policy that releases every listed field as it is. */
    static PolicySet clear() {
        return compiled(CATALOGUE + permit("all", "agent", "", CLEAR));
    }

    /** One policy that releases one field in that way. */
    static PolicySet oneField(String path, String read) {
        return compiled(CATALOGUE + permit("all", "agent", "", "- {path: " + path + ", read: " + read + "}"));
    }

    /** So many policies, each for a role of its own and within a region. */
    static PolicySet many(int policies) {
        return compiled(CATALOGUE + permits(policies, ROWS));
    }

    /** The same, each with a condition that holds. */
    static PolicySet conditional(int policies) {
        return compiled(CATALOGUE + permits(policies, ROWS + "  when: principal.claims.acr == \"mfa\"\n"));
    }

    /** The same, and as many restricts, each for a role of its own as well. */
    static PolicySet restricted(int policies) {
        StringBuilder text = new StringBuilder(CATALOGUE).append(permits(policies, ROWS));
        for (int n = 0; n < policies; n++) {
            text.append(RESTRICT.formatted("r" + n, "role-" + n));
        }
        return compiled(text.toString());
    }

    private static String permits(int policies, String more) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < policies; n++) {
            text.append(permit("p" + n, "role-" + n, more, MASKS));
        }
        return text.toString();
    }

    /** Somebody with these roles. */
    static Principal principal(String... roles) {
        return new Principal(
                "https://issuer.example",
                "alice",
                "desk",
                Set.copyOf(List.of(roles)),
                Map.of(
                        "acr",
                        Claim.of(new ScalarValue.Text("mfa")),
                        "regions",
                        Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us")))));
    }

    private static String permit(String name, String role, String more, String fields) {
        return """
                ---
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: %s}
                spec:
                  effect: permit
                  principals: {roles: [%s]}
                  purposes: [support]
                  collections: [accounts]
                  actions: [read, search]
                %s  fields:
                    %s
                """.formatted(name, role, more, fields);
    }

    private static PolicySet compiled(String text) {
        CompilationResult compilation = PolicyCompiler.compile(
                List.of(new BundleFile("bench.yaml", text)), label -> new PseudonymKey(1, new byte[32]));
        if (compilation instanceof CompilationResult.Compiled sound) {
            return sound.policies();
        }
        throw new IllegalStateException(
                ((CompilationResult.Rejected) compilation).problems().toString());
    }
}
