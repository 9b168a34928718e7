package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cursor continues the search that it was made for, and is good for nothing else. */
class CursorIT {

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient analyst = gateway.caller(Persona.ANALYST);

    @Test
    void continuesItsSearch() {
        ApiResponse first = analyst.search("accounts", "{\"limit\": 2}");
        ApiResponse second = analyst.search("accounts", "{\"limit\": 2, \"cursor\": \"" + next(first) + "\"}");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("records")).hasSize(2);
        assertThat(second.json().path("records")).isNotEqualTo(first.json().path("records"));
    }

    @Test
    void isRefusedWhenItWasForgedOrCut() throws Exception {
        String cursor = next(analyst.search("accounts", "{\"limit\": 1}"));
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        List<String> flipped =
                IntStream.range(0, bytes.length).mapToObj(at -> flip(bytes, at)).toList();
        for (String forged : flipped) {
            assertRefused(analyst, "accounts", "{\"limit\": 1, \"cursor\": \"" + forged + "\"}");
        }
        for (String forged : List.of("", "a", "acc-1", "bnVsbA", "****", cursor.substring(4), cursor + "AAAA")) {
            assertRefused(analyst, "accounts", "{\"limit\": 1, \"cursor\": \"" + forged + "\"}");
        }
        for (int length = 1; length < cursor.length(); length += 7) {
            assertRefused(analyst, "accounts", "{\"cursor\": \"" + cursor.substring(0, length) + "\"}");
        }
        assertRefused(analyst, "accounts", "{\"cursor\": 7}");
        assertRefused(analyst, "accounts", "{\"cursor\": {\"$gt\": \"\"}}");
    }

    @Test
    void isRefusedForAnotherSearch() throws Exception {
        String search = "\"filter\": {\"region\": \"eu\"}, \"sort\": [\"usedBytes\"], \"limit\": 1";
        String cursor = "\"cursor\": \"" + next(analyst.search("accounts", "{" + search + "}")) + "\"";
        assertThat(analyst.search("accounts", "{" + search + ", " + cursor + "}")
                        .status())
                .isEqualTo(200);
        assertRefused(analyst, "accounts", "{\"sort\": [\"usedBytes\"], " + cursor + "}");
        assertRefused(
                analyst, "accounts", "{\"filter\": {\"region\": \"us\"}, \"sort\": [\"usedBytes\"], " + cursor + "}");
        assertRefused(
                analyst, "accounts", "{" + search.replace("\"usedBytes\"", "\"-usedBytes\"") + ", " + cursor + "}");
        assertRefused(analyst, "accounts", "{" + search.replace("\"usedBytes\"", "\"region\"") + ", " + cursor + "}");
    }

    @Test
    void isRefusedForAnotherPrincipalPurposeOrCollection() throws Exception {
        String body = "{\"cursor\": \""
                + next(gateway.caller(Persona.RESTORE_SERVICE).search("devices", "{\"limit\": 1}")) + "\"}";
        assertRefused(gateway.caller(Persona.ANALYST), "devices", body);
        assertRefused(gateway.caller(Persona.SUPPORT_AGENT), "devices", body);
        assertRefused(gateway.caller(Persona.RESTORE_SERVICE), "accounts", body);
        SideEffects watch = SideEffects.over(gateway);
        ApiClient otherPurpose = gateway.caller(Persona.RESTORE_SERVICE).with("Metagate-Purpose", "billing");
        Problems.require(otherPurpose.search("devices", body), watch, 403, "access.denied");
    }

    private void assertRefused(ApiClient caller, String collection, String body) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(caller.search(collection, body), watch, 400, "cursor.invalid");
        watch.storeWasNotAsked();
    }

    private static String flip(byte[] bytes, int at) {
        byte[] forged = bytes.clone();
        forged[at] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
    }

    private static String next(ApiResponse page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().path("next").asText();
    }
}
