package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each persona sees what its purpose needs. */
class PersonasIT {

    private final GatewayFixture gateway = GatewayFixture.shared();

    @Test
    void restoreServiceSeesWhoseFilesLieWhereAndNoOtherPersonalData() {
        ApiClient service = gateway.caller(Persona.RESTORE_SERVICE);
        assertThat(service.read("accounts", "acc-1").body()).isEqualTo("""
                {"_id":"acc-1","username":"jane.roe","plan":"business","region":"eu",\
                "createdAt":{"$date":"2021-08-25T22:38:39Z"},"usedBytes":437151387543,\
                "devices":[{"hostname":"hugo-nas-1","os":"Android 14","lastSeen":{"$date":"2025-11-20T02:19:22Z"}}]}""");
        JsonNode sets = service.search("backup-sets", "{\"filter\": {\"username\": \"jane.roe\"}}")
                .json()
                .path("records");
        assertThat(sets).isNotEmpty().allSatisfy(set -> {
            assertThat(set.path("username").asText()).isEqualTo("jane.roe");
            assertThat(set.path("paths")).isNotEmpty();
            assertThat(set.path("checksum").asText()).startsWith("sha256:");
        });
        assertThat(service.search("devices", "{\"filter\": {\"accountId\": \"acc-1\"}}")
                        .body())
                .contains("hugo-nas-1")
                .doesNotContain("installKey", "publicAddress");
    }

    @Test
    void billingServiceSeesCompaniesInClearAndTheirContactsMasked() {
        ApiClient service = gateway.caller(Persona.BILLING_SERVICE);
        assertThat(service.read("companies", "com-1").body()).isEqualTo("""
                {"_id":"com-1","legalName":"Acme Backups GmbH","domain":"acme.example","region":"eu","tier":"gold",\
                "createdAt":{"$date":"2025-10-09T10:00:11Z"},"seats":1318,\
                "contacts":[{"name":"E. D.","phone":"***1383","email":"e***@acme.example"}],\
                "internal":{"accountManager":"f***@backup.example","creditLimit":423000}}""");
        assertThat(service.search("companies", "{\"filter\": {\"legalName\": \"Acme Backups GmbH\"}}")
                        .json()
                        .path("records"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Persona.class,
            names = {"POLICY_ADMIN", "AUDITOR", "PRIVACY_OFFICER"})
    void officesSeeNoRecordsForAnyPurpose(Persona office) throws Exception {
        for (String purpose : List.of("restore", "billing", "customer-support", "capacity-planning")) {
            ApiClient caller = gateway.caller(office).with("Metagate-Purpose", purpose);
            SideEffects watch = SideEffects.over(gateway);
            AuditRow row = Problems.require(caller.read("accounts", "acc-1"), watch, 403, "access.denied");
            assertThat(row.outcome()).isEqualTo("denied");
            watch.storeWasNotAsked();
            assertThat(caller.search("accounts", "{}").status()).isEqualTo(403);
            assertThat(caller.get("/v1/collections").body()).isEqualTo("{\"collections\":[]}");
        }
    }

    @Test
    void nobodySeesAnythingForThePurposeOfAnother() throws Exception {
        ApiClient service = gateway.caller(Persona.RESTORE_SERVICE).with("Metagate-Purpose", "billing");
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(service.read("companies", "com-1"), watch, 403, "access.denied");
        watch.storeWasNotAsked();
    }

    @Test
    void auditorFindsAnAccessByItsPrincipalAndIsRecordedToo() throws Exception {
        ApiResponse read = gateway.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1");
        ApiClient auditor = gateway.caller(Persona.AUDITOR);
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse page =
                auditor.get("/v1/audit/records?client=support-agent&collection=accounts&outcome=released&limit=1");
        JsonNode record = page.json().path("records").path(0).path("record");
        assertThat(record.path("id").asText()).isEqualTo(read.auditId());
        assertThat(watch.onlyRecordOf(page).action()).isEqualTo("audit.search");
        String principal = record.path("principal").asText();
        assertThat(auditor.get("/v1/audit/records?limit=1&principal=" + principal)
                        .json()
                        .path("records"))
                .hasSize(1);
    }

    @Test
    void nobodyElseReadsTheAuditLog() throws Exception {
        for (Persona persona : List.of(Persona.POLICY_ADMIN, Persona.ANALYST, Persona.SUPPORT_AGENT)) {
            SideEffects watch = SideEffects.over(gateway);
            AuditRow row =
                    Problems.require(gateway.caller(persona).get("/v1/audit/records"), watch, 403, "role.missing");
            assertThat(row.outcome()).isEqualTo("denied");
        }
    }

    @Test
    void whoAsksBeyondTheirLimitWaits() throws Exception {
        ApiClient officer = gateway.caller(Persona.PRIVACY_OFFICER);
        ApiResponse reply = officer.get("/v1/collections");
        SideEffects watch = SideEffects.over(gateway);
        for (int asked = 1; reply.status() == 200; asked++) {
            assertThat(asked).as("requests before the limit").isLessThan(200);
            watch = SideEffects.over(gateway);
            reply = officer.get("/v1/collections");
        }
        AuditRow row = Problems.require(reply, watch, 429, "quota.exceeded");
        assertThat(row.outcome()).isEqualTo("limited");
        assertThat(reply.header("retry-after")).hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds))
                .isBetween(1, 60));
        assertThat(reply.json().path("violated-policies")).isNotEmpty();
    }
}
