package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A collection is described by what the caller may see and do, and by nothing else. */
class DescribeIT {

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @Test
    void namesTheFieldsThatLeaveAndNoOther() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = agent.get("/v1/collections/accounts");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("name").asText()).isEqualTo("accounts");
        assertThat(reply.json().path("actions"))
                .extracting(action -> action.path("action").asText())
                .containsExactly("read", "search");
        assertThat(reply.body())
                .contains(
                        "{\"path\":\"email\",\"type\":\"string\",\"read\":\"mask.email\",\"filter\":[\"exact\"],\"sort\":false,\"group\":false,\"write\":\"none\"}")
                .doesNotContain("usedBytes", "notes", "passwordHint", ".yaml", "support");
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.action()).isEqualTo("describe");
        assertThat(row.outcome()).isEqualTo("released");
        assertThat(row.leaf()).contains("\"collection\":\"accounts\"");
        watch.storeWasNotAsked();
    }

    @Test
    void namesWhatRecordsHold() {
        for (Persona persona : List.of(Persona.SUPPORT_AGENT, Persona.ANALYST, Persona.RESTORE_SERVICE)) {
            ApiClient caller = gateway.caller(persona);
            JsonNode search = caller.get("/v1/collections/accounts")
                    .json()
                    .path("actions")
                    .valueStream()
                    .filter(action -> action.path("action").asText().equals("search"))
                    .findFirst()
                    .orElseThrow();
            Set<String> described = search.path("fields")
                    .valueStream()
                    .map(field -> field.path("path").asText().replaceFirst("\\..*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> held = new TreeSet<>();
            caller.get("/v1/collections/accounts/records?limit=1000")
                    .json()
                    .path("records")
                    .forEach(record -> record.properties().forEach(member -> held.add(member.getKey())));
            assertThat(held).as(persona.name()).isEqualTo(described);
        }
    }

    @Test
    void saysTheSameOfACollectionOutOfReachAndOfNone() {
        List<String> answers = Stream.of("companies", "storage-nodes", "nothing", "system.users")
                .map(name -> RawExchange.request(agent, "GET", "/v1/collections/" + name, ""))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ").contains("\"access.denied\"");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void takesNoParameters() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(agent.get("/v1/collections/accounts?fields=email"), watch, 400, "request.unknown-parameter");
    }
}
