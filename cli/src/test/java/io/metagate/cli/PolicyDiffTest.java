package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffTest {

    private static final Path DEMO = Path.of("../demo/policies");
    private static final String SUPPORT = "role support-agent for customer-support, read/search ";

    @TempDir
    private Path folder;

    @BeforeEach
    void copiesThePoliciesOfTheDemo() throws IOException {
        try (Stream<Path> files = Files.list(DEMO)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void findsNothingWhereNothingIsSeenOtherwise() throws IOException {
        Path file = folder.resolve("support-agent.yaml");
        Files.writeString(file, "# another comment\n" + Files.readString(file));
        Invocation diff = diff();
        assertThat(diff.out()).isEmpty();
        assertThat(diff.err()).isEmpty();
        assertThat(diff.exit()).isZero();
    }

    @Test
    void tellsWhoGainsAndLosesSightOfWhat() throws IOException {
        edit("read: {mask: email}, filter: [exact]", "read: clear, filter: [exact]");
        edit("{class: personal.phone,    read: {mask: last, keep: 4}}", "{class: personal.phone,    read: remove}");
        edit("{mask: initials}", "{mask: first, keep: 1}");
        Invocation diff = diff();
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out().lines())
                .containsExactly(
                        "gains  " + SUPPORT
                                + "accounts: company.contacts.email: {mask: email}, filter: [exact]"
                                + " -> clear, filter: [exact]",
                        "changes  " + SUPPORT
                                + "accounts: company.contacts.name: {mask: initials} -> {mask: first, keep: 1}",
                        "loses  " + SUPPORT + "accounts: company.contacts.phone: {mask: last, keep: 4} -> remove",
                        "gains  " + SUPPORT + "accounts: email: {mask: email}, filter: [exact]"
                                + " -> clear, filter: [exact]",
                        "changes  " + SUPPORT + "accounts: name: {mask: initials} -> {mask: first, keep: 1}",
                        "loses  " + SUPPORT + "accounts: phone: {mask: last, keep: 4} -> remove");
    }

    @Test
    void tellsWhatARestrictTakesAwayFromEverybody() throws IOException {
        Files.writeString(folder.resolve("restrict.yaml"), """
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: no-phones-in-searches}
                spec:
                  effect: restrict
                  actions: [search]
                  collections: ["*"]
                  fields: [{class: personal.phone, read: remove}]
                """);
        assertThat(diff().out().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("loses  ") && line.contains(", search ") && line.contains("phone"));
    }

    @Test
    void tellsThatRowsAndConditionsChanged() throws IOException {
        edit(
                "  rows: {region: {$in: \"${principal.claims.regions}\"}}\n",
                "  when: request.time.getHours(\"UTC\") >= 6\n");
        assertThat(diff().out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("changes  " + SUPPORT))
                .anyMatch(line ->
                        line.endsWith("accounts: rows: records {\"region\":{\"$eq\":\"${principal.claims.regions}\"}}"
                                + " -> all records when request.time.getHours(\"UTC\") >= 6"));
    }

    @Test
    void tellsOfLimitsAndStoresWithoutActions() throws IOException {
        edit("limits.yaml", "quota: 600, window: 1m", "quota: 300, window: 1m");
        edit("collections.yaml", "database: backup, collection: accounts", "database: backup, collection: accounts2");
        assertThat(diff().out().lines())
                .contains("changes  everybody, accounts: store: {name: default, database: backup, collection: accounts}"
                        + " -> {name: default, database: backup, collection: accounts2}")
                .anyMatch(line -> line.startsWith("loses  role ")
                        && line.contains(": requests per principal: {quota: 600, window: 1m"));
    }

    @Test
    void printsJson() throws IOException {
        edit("{mask: last, keep: 4}", "{mask: last, keep: 2}");
        Invocation diff = diff("-o", "json");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out())
                .startsWith(
                        "[{\"kind\":\"changes\",\"who\":\"role support-agent\",\"purpose\":\"customer-support\","
                                + "\"collection\":\"accounts\",\"what\":\"company.contacts.phone\","
                                + "\"before\":\"{mask: last, keep: 4}\",\"after\":\"{mask: last, keep: 2}\",\"actions\":[\"read\",\"search\"]}");
    }

    @Test
    void saysThatABundleIsNotSound() throws IOException {
        edit("effect: permit", "effect: premit");
        Invocation diff = diff();
        assertThat(diff.exit()).isEqualTo(2);
        assertThat(diff.out()).isEmpty();
        assertThat(diff.err()).contains("support-agent.yaml:");
    }

    @Test
    void printsOneJsonObjectThatTellsWhichBundleIsNotSound() throws IOException {
        edit("effect: permit", "effect: premit");
        String broken = "{\"problems\":[{\"file\":\"" + folder + "/support-agent.yaml\",";
        Invocation one = diff("-o", "json");
        assertThat(one.exit()).isEqualTo(2);
        assertThat(one.out())
                .startsWith("{\"old\":{\"problems\":[],\"revision\":\"")
                .contains("\"valid\":true},\"new\":" + broken)
                .endsWith("\"valid\":false}}\n");
        assertThat(one.err()).isEmpty();
        Invocation both = Invocation.of("policy", "diff", "-o", "json", folder.toString(), folder + "/none");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.out())
                .startsWith("{\"old\":" + broken)
                .endsWith(",\"new\":{\"problems\":[{\"message\":\"cannot read " + folder
                        + "/none: no such folder\"}],\"valid\":false}}\n")
                .containsOnlyOnce("\n");
    }

    private Invocation diff(String... options) {
        return Invocation.of(
                Stream.concat(Stream.of("policy", "diff", DEMO.toString(), folder.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private void edit(String old, String replacement) throws IOException {
        edit("support-agent.yaml", old, replacement);
    }

    private void edit(String name, String old, String replacement) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }
}
