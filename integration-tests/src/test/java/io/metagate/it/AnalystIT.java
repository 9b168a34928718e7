package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.values.PersonalValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The analyst pages through everything, and learns nothing of anybody. */
class AnalystIT {

    private final ApiClient analyst = GatewayFixture.shared().caller(Persona.ANALYST);
    private final PersonalValues values = PersonalValues.of(SampleStore.accounts());

    @Test
    void getsNoPersonalValueInAllAccountsPagedToTheEnd() {
        Set<String> ids = new HashSet<>();
        for (ApiResponse page : pages("\"limit\": 500")) {
            assertThat(values.findIn(page.everything())).isEmpty();
            assertThat(page.body()).doesNotContain("acc-");
            page.json().path("records").forEach(record -> assertThat(
                            ids.add(record.path("_id").asText()))
                    .as("a record once")
                    .isTrue());
        }
        assertThat(ids).hasSize(SampleStore.ACCOUNTS);
    }

    @Test
    void getsEveryRecordOnceInTheOrderOfAFieldThatManyShare() {
        List<String> regions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ApiResponse page :
                pages("\"limit\": 1000, \"sort\": [\"-region\", \"usedBytes\"], \"fields\": [\"_id\", \"region\"]")) {
            for (JsonNode record : page.json().path("records")) {
                ids.add(record.path("_id").asText());
                regions.add(record.path("region").asText());
            }
        }
        assertThat(ids).hasSize(SampleStore.ACCOUNTS);
        assertThat(regions).hasSize(SampleStore.ACCOUNTS).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void theSearchForPersonalValuesFindsEveryOneOfThemInTheRecordsAsStored() {
        assertThat(values.size()).isGreaterThan(3 * SampleStore.ACCOUNTS);
        assertThat(SampleStore.accounts().limit(1000).map(Document::toJson))
                .allSatisfy(json -> assertThat(values.findIn(json)).isPresent());
        assertThat(values.findIn("seen: +15550100123.")).isPresent();
        assertThat(values.findIn("seen: nobody.")).isEmpty();
    }

    private List<ApiResponse> pages(String search) {
        List<ApiResponse> pages = new ArrayList<>();
        JsonNode next;
        String cursor = "null";
        do {
            ApiResponse page = analyst.search("accounts", "{" + search + ", \"cursor\": " + cursor + "}");
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            pages.add(page);
            next = page.json().path("next");
            cursor = next.toString();
        } while (!next.isNull());
        return pages;
    }
}
