package io.metagate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.sample.SampleCollection;
import io.metagate.demo.sample.SampleCollections;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final int ACCOUNTS = 2000;
    private static final Set<String> IMPERSONAL =
            Set.of("region", "plan", "os", "version", "firmware", "state", "createdAt");

    private final DemoPolicies policies = new DemoPolicies();

    @Test
    void cataloguesEverySampleCollection() {
        assertThat(policies.collections())
                .containsExactlyInAnyOrderElementsOf(
                        samples().stream().map(SampleCollection::name).toList());
    }

    @Test
    void limitsEveryPersona() {
        for (Persona persona : Persona.values()) {
            assertThat(policies.limits(persona)).as(persona.clientId()).isEqualTo(1);
        }
    }

    @Test
    void showsASupportAgentMaskedContactDataAndNothingUnclassified() {
        Document seen = released(Persona.SUPPORT_AGENT, "customer-support", "accounts", 1)
                .get(0);
        assertThat(seen)
                .containsEntry("_id", "acc-1")
                .containsEntry("username", "jane.roe")
                .containsEntry("name", "J. R.")
                .containsEntry("email", "j***@acme.example")
                .containsEntry("phone", "***0123")
                .containsEntry("region", "eu")
                .doesNotContainKey("passwordHint");
        assertThat(seen.get("company", Document.class)).containsOnlyKeys("contacts");
    }

    @Test
    void showsASupportAgentOnlyTheOwnRegions() {
        assertThat(released(Persona.SUPPORT_AGENT, "customer-support", "accounts", ACCOUNTS))
                .isNotEmpty()
                .allMatch(record -> "eu".equals(record.get("region")));
    }

    @Test
    void showsAnAnalystNoPersonalValue() {
        for (SampleCollection sample : samples()) {
            if (sample.name().equals("companies")) {
                continue;
            }
            List<Document> records = sample.recordsFrom(1).limit(ACCOUNTS).toList();
            List<Document> seen = policies.search(Persona.ANALYST, "capacity-planning", sample.name(), records)
                    .orElseThrow();
            assertThat(seen).as(sample.name()).hasSameSizeAs(records);
            for (int i = 0; i < seen.size(); i++) {
                Set<String> planted = texts("", records.get(i)).collect(Collectors.toSet());
                assertThat(texts("", seen.get(i))).doesNotContainAnyElementsOf(planted);
            }
        }
    }

    @Test
    void letsAnAnalystSeeWhichRecordsBelongTogether() {
        Document account =
                released(Persona.ANALYST, "capacity-planning", "accounts", 1).get(0);
        Document device =
                released(Persona.ANALYST, "capacity-planning", "devices", 1).get(0);
        assertThat(account.getString("_id")).startsWith("p1_").isEqualTo(device.getString("accountId"));
    }

    @Test
    void showsTheRestoreServiceWhoseFilesLieWhereAndNothingElseAboutAnybody() {
        Document account =
                released(Persona.RESTORE_SERVICE, "restore", "accounts", 1).get(0);
        assertThat(account)
                .containsEntry("username", "jane.roe")
                .doesNotContainKeys("name", "email", "phone", "company");
        Document set =
                released(Persona.RESTORE_SERVICE, "restore", "backup-sets", 1).get(0);
        assertThat(set).containsKeys("paths", "checksum", "node", "deviceId").doesNotContainKey("key");
        Document device =
                released(Persona.RESTORE_SERVICE, "restore", "devices", 1).get(0);
        assertThat(device).containsKeys("hostname", "os", "lastSeen").doesNotContainKey("installKey");
    }

    @Test
    void showsTheBillingServiceCompaniesInClearAndTheirContactsMasked() {
        Document company =
                released(Persona.BILLING_SERVICE, "billing", "companies", 1).get(0);
        assertThat(company).containsEntry("legalName", "Acme Backups GmbH");
        Document contact = company.getList("contacts", Document.class).get(0);
        assertThat(contact.getString("email")).matches(".\\*\\*\\*@acme\\.example");
        assertThat(contact.getString("phone")).matches("\\*\\*\\*[0-9]{4}");
        assertThat(company.get("internal", Document.class)).doesNotContainKeys("notes", "vpnGateway", "singleSignOn");
    }

    @Test
    void showsTheOfficeNoRecords() {
        for (Persona persona : List.of(Persona.POLICY_ADMIN, Persona.AUDITOR, Persona.PRIVACY_OFFICER)) {
            for (String purpose : policies.purposes()) {
                for (String collection : policies.collections()) {
                    assertThat(policies.search(persona, purpose, collection, List.of()))
                            .isEmpty();
                }
            }
        }
    }

    private List<Document> released(Persona persona, String purpose, String collection, int count) {
        SampleCollection sample = samples().stream()
                .filter(one -> one.name().equals(collection))
                .findFirst()
                .orElseThrow();
        List<Document> records = sample.recordsFrom(1).limit(count).toList();
        return policies.search(persona, purpose, collection, records).orElseThrow();
    }

    private static List<SampleCollection> samples() {
        return SampleCollections.of(SampleCollections.SEED, ACCOUNTS);
    }

    /** Every text and every telephone number in a value, but not those in fields that are nobody's. */
    private static Stream<String> texts(String name, Object value) {
        if (IMPERSONAL.contains(name)) {
            return Stream.empty();
        }
        if (value instanceof Document document) {
            return document.entrySet().stream().flatMap(entry -> texts(entry.getKey(), entry.getValue()));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().flatMap(one -> texts(name, one));
        }
        return value instanceof String || name.equals("phone") ? Stream.of(String.valueOf(value)) : Stream.empty();
    }
}
