package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyExplainTest {

    @TempDir
    private Path folder;

    @Test
    void namesTheRuleThatGivesEachFieldItsTreatment() {
        Invocation explain = explain("--filter", "{email: jane.roe@acme.example}", "--sort", "-createdAt");
        assertThat(explain.err()).isEmpty();
        assertThat(explain.exit()).isZero();
        assertThat(explain.out())
                .startsWith("permitted\npolicies:\n")
                .contains(
                        "  permit support-lookup (support-agent.yaml:4:18) applies\n",
                        "  permit restore-finds-backups (restore-service.yaml:4:18) does not apply: it is for other"
                                + " purposes; it is for other principals\n",
                        "  email filter: exact: granted by support-lookup\n",
                        "  createdAt sort: granted by support-lookup\n",
                        "  email: mask.email, filter: exact\n    support-lookup (support-agent.yaml:15:7): mask.email,"
                                + " filter: exact\n",
                        "  usedBytes: remove (no rule)\n");
    }

    @Test
    void tellsWhyAQueryWouldBeDenied() {
        Invocation explain = explain("--fields", "company.notes,nothing");
        assertThat(explain.exit()).isEqualTo(1);
        assertThat(explain.out())
                .startsWith("denied: field-not-permitted\n")
                .contains(
                        "    not by support-lookup: hidden by the rule at support-agent.yaml:14:7\n",
                        "    not by support-lookup: unknown field\n");
    }

    @Test
    void tellsWhichFieldsAChangeMayWrite() {
        Invocation tier = change("update", "tier,seats");
        assertThat(tier.exit()).isZero();
        assertThat(tier.out())
                .startsWith("permitted\n")
                .contains(
                        "  tier write: granted by billing-keeps-companies\n",
                        "  seats write: granted by billing-keeps-companies\n");
        Invocation contacts = change("update", "tier,contacts.email");
        assertThat(contacts.exit()).isEqualTo(1);
        assertThat(contacts.out())
                .startsWith("denied: field-not-permitted\n")
                .contains("  contacts.email write: refused\n    not by billing-keeps-companies: not granted by the rule"
                        + " at billing-service.yaml:37:7\n");
        assertThat(change("create", "_id,legalName").exit()).isZero();
        assertThat(change("delete", "contacts.email").exit()).isZero();
    }

    @Test
    void tellsWhoMayCountByAField() {
        Invocation region = Invocation.of(
                "policy",
                "explain",
                "../demo/policies",
                "--as-roles=analyst",
                "--purpose=capacity-planning",
                "--collection=accounts",
                "--action=count",
                "--by=region");
        assertThat(region.exit()).as(region.out()).isZero();
        assertThat(region.out()).contains("  region group: granted by ");
        assertThat(explain("--by=region").out()).contains("  region group: refused\n");
    }

    private static Invocation change(String action, String fields) {
        return Invocation.of(
                "policy",
                "explain",
                "../demo/policies",
                "--as-roles=billing-service",
                "--purpose=billing",
                "--collection=companies",
                "--action=" + action,
                "--fields=" + fields);
    }

    @Test
    void printsOneJsonObjectForPrograms() {
        Invocation explain = explain("-o", "json");
        assertThat(explain.exit()).isZero();
        assertThat(explain.out())
                .startsWith("{\"permitted\":true,\"collection\":\"accounts\",\"action\":\"search\",\"purpose\":"
                        + "\"customer-support\",\"revision\":\"")
                .contains("{\"policy\":\"support-lookup\",\"at\":\"support-agent.yaml:16:7\",\"read\":\"mask.last\","
                        + "\"filter\":[],\"sort\":false,\"group\":false,\"write\":\"none\"}")
                .endsWith("}\n");
    }

    @Test
    void takesClaimsAsJsonOrAsTexts() throws IOException {
        Path bundle = bundle("principal.subject == 'jane' && principal.claims.level >= 3 && principal.claims.vip"
                + " && 'eu' in principal.claims.regions && 7 in principal.claims.sites && principal.claims.code == '3'"
                + " && principal.claims.note == 'a: [b'");
        String[] claims = {
            "--as-claims=level=3",
            "--as-claims=vip=true",
            "--as-claims=regions=[\"eu\", \"us\"]",
            "--as-claims=sites=7,",
            "--as-claims=code=\"3\"",
            "--as-claims=note=a: [b"
        };
        assertThat(explainOwn(bundle, "--as-subject=jane", claims).exit()).isZero();
        assertThat(explainOwn(bundle, "--as-subject=john", claims).exit()).isEqualTo(1);
        claims[0] = "--as-claims=level=high";
        assertThat(explainOwn(bundle, "--as-subject=jane", claims).exit()).isEqualTo(1);
    }

    @Test
    void refusesAClaimThatIsNeitherJsonNorPlainlyAText() throws IOException {
        Path bundle = bundle("principal.claims.x == '[42,{x:1}]'");
        Invocation explain = explainOwn(bundle, "--as-claims=x=[42,{x:1}]");
        assertThat(explain.exit()).isEqualTo(2);
        assertThat(explain.err()).contains("--as-claims x: neither JSON nor plainly a text");
        assertThat(explainOwn(bundle, "--as-claims=x=[42,{\"x\":1}]").exit())
                .as("a list that no policy can read")
                .isEqualTo(1);
    }

    @Test
    void printsOneJsonObjectForABundleThatIsNotValid() throws IOException {
        Invocation explain = explainOwn(bundle("nobody"), "--output=json");
        assertThat(explain.exit()).isEqualTo(2);
        assertThat(explain.out()).startsWith("{\"problems\":[{\"file\":").endsWith("\"valid\":false}\n");
        assertThat(explain.err()).isEmpty();
    }

    @Test
    void readsTheFilterByItself() {
        assertThat(explain("--filter", "{}, sort: [email]").exit()).isEqualTo(2);
        assertThat(explain("--filter", "{}}").exit()).isEqualTo(2);
        assertThat(explain("--filter", "{\"email\": \"jane.roe@acme.example\"}").exit())
                .isZero();
    }

    @Test
    void exitsWithTwoWhenItIsMisused() {
        Invocation curious =
                Invocation.of("policy", "explain", "../demo/policies", "--purpose=curiosity", "--collection=accounts");
        assertThat(curious.exit()).isEqualTo(2);
        assertThat(curious.err()).contains("unknown purpose 'curiosity'; known are billing, capacity-planning");
        Invocation secrets =
                Invocation.of("policy", "explain", "../demo/policies", "--purpose=billing", "--collection=secrets");
        assertThat(secrets.exit()).isEqualTo(2);
        assertThat(secrets.err()).contains("unknown collection 'secrets'; known are accounts");
        for (String option : List.of(
                "--sort=a..b",
                "--by=a..b",
                "--fields=a,,b",
                "--as-subject=",
                "--as-subject= ",
                "--action=look",
                "--at=noon")) {
            Invocation misuse = explain(option);
            assertThat(misuse.exit()).as(option).isEqualTo(2);
            assertThat(misuse.out()).isEmpty();
            assertThat(misuse.err()).contains("Usage: metagate policy explain").doesNotContain("\tat ");
        }
        assertThat(explain("--by=region", "--sort=region").err()).contains("records that are counted have no order");
        assertThat(explain("--filter", "{a: {$where: 1}}").exit()).isEqualTo(2);
        assertThat(Invocation.of("policy", "explain", "../demo/policies").exit())
                .isEqualTo(2);
    }

    private Path bundle(String when) throws IOException {
        Files.writeString(folder.resolve("bundle.yaml"), """
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
                  fields: {}
                ---
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: p}
                spec:
                  effect: permit
                  principals: {clients: [cli]}
                  purposes: [support]
                  collections: [accounts]
                  actions: [search]
                  fields: [{class: public, read: clear}]
                  when: |
                      CONDITION
                """.replace("CONDITION", when));
        return folder;
    }

    private static Invocation explainOwn(Path bundle, String option, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("policy", "explain", bundle.toString(), "--purpose=support", "--collection=accounts", option));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static Invocation explain(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "policy",
                "explain",
                "../demo/policies",
                "--as-roles=support-agent",
                "--as-claims=regions=eu",
                "--purpose=customer-support",
                "--collection=accounts"));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
