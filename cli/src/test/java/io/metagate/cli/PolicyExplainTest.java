package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyExplainTest {

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
    void exitsWithTwoWhenItIsMisused() {
        assertThat(explain("--filter", "{a: {$where: 1}}").exit()).isEqualTo(2);
        assertThat(explain("--action", "look").exit()).isEqualTo(2);
        assertThat(Invocation.of("policy", "explain", "../demo/policies").exit())
                .isEqualTo(2);
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
