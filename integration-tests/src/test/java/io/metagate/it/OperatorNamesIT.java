package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.BuildOutput;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name of MongoDB's reference in every place of a search: refused, recorded, and the store is not asked. */
class OperatorNamesIT {

    private static final Set<String> OURS = Set.of(
            "$and",
            "$or",
            "$not",
            "$eq",
            "$ne",
            "$in",
            "$nin",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$exists",
            "$startsWith",
            "$elemMatch");

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"filter\": {\"%s\": \"canary\"}}",
                "{\"filter\": {\"plan\": \"free\", \"%s\": [\"canary\"]}}",
                "{\"filter\": {\"$and\": [{\"plan\": \"free\"}, {\"%s\": {\"$eq\": 1}}]}}",
                "{\"filter\": {\"plan\": {\"$eq\": {\"%s\": \"free\"}}}}",
                "{\"filter\": {\"plan\": {\"$in\": [{\"%s\": \"free\"}]}}}",
                "{\"sort\": [\"%s\"]}",
                "{\"sort\": [\"-%s\"]}",
                "{\"fields\": [\"%s\"]}",
                "{\"fields\": [\"company.%s\"]}",
                "{\"%s\": {\"plan\": \"free\"}}"
            })
    void isRefusedAtThatPlace(String body) throws Exception {
        requireRefusals(body, names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"filter\": {\"plan\": {\"%s\": \"free\"}}}",
                "{\"filter\": {\"plan\": {\"$eq\": \"free\", \"%s\": [\"canary\"]}}}",
                "{\"filter\": {\"plan\": {\"$not\": {\"%s\": \"free\"}}}}",
                "{\"filter\": {\"$or\": [{\"devices\": {\"$elemMatch\": {\"%s\": \"free\"}}}]}}",
                "{\"filter\": {\"%s\": [{\"plan\": \"free\"}]}}"
            })
    void isRefusedWhereOursMayStand(String body) throws Exception {
        requireRefusals(
                body, names().stream().filter(name -> !OURS.contains(name)).toList());
    }

    @Test
    void isTextWhereAValueIs() throws Exception {
        for (String name : names()) {
            ApiResponse reply = agent.search("accounts", "{\"filter\": {\"plan\": \"" + name + "\"}}");
            assertThat(reply.status()).as(name).isEqualTo(200);
            assertThat(reply.body()).as(name).isEqualTo("{\"records\":[],\"next\":null}");
        }
    }

    private void requireRefusals(String body, List<String> names) throws Exception {
        long records = gateway.audit().count();
        long commands = SampleStore.shared().commands();
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            ApiResponse reply = agent.search("accounts", body.replace("%s", name));
            Problems.requireForm(reply, 400, reply.json().path("code").asText());
            // The pointer is made of the caller's own names, and the expected form of ours.
            String rest = reply.body().replaceFirst("\"pointer\":\"[^\"]*\",\"expected\":\"[^\"]*\",", "");
            assertThat(reply.body()).as(name).doesNotContain("canary");
            assertThat(rest).as(name).doesNotContain(name + "\"");
            ids.add(reply.auditId());
        }
        assertThat(gateway.audit().count() - records).isEqualTo(names.size());
        assertThat(gateway.audit().among(ids)).hasSameSizeAs(names);
        assertThat(SampleStore.shared().commands() - commands)
                .as("commands to the store")
                .isZero();
    }

    private static List<String> names() throws Exception {
        return Files.readAllLines(BuildOutput.operatorNames()).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
