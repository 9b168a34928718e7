package io.metagate.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AccessResult;
import io.metagate.audit.Actor;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.ExportPart;
import io.metagate.audit.QueryShape;
import io.metagate.audit.Records;
import io.metagate.audit.RequestSummary;
import io.metagate.audit.WriteLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleLeafTest {

    @Test
    void writesAFullRecordAsTheGoldenLeaf() {
        assertThat(text(MerkleLeaf.of(Records.full()))).isEqualTo(golden("leaf-full.json"));
    }

    @Test
    void writesAFailedLoginAsTheGoldenLeaf() {
        assertThat(text(MerkleLeaf.of(Records.failedLogin()))).isEqualTo(golden("leaf-failed-login.json"));
    }

    @Test
    void saysWhyATokenWasNotAcceptedOnlyWhereItWasNot() {
        AuditRecord failed = Records.failedLogin();
        AuditRecord refused =
                Records.with(Actor.refused("not-yet-valid"), failed.request(), failed.decision(), failed.disclosure());

        assertThat(text(MerkleLeaf.of(failed))).doesNotContain("tokenRefusal");
        assertThat(text(MerkleLeaf.of(refused))).contains("\"tokenRefusal\":\"not-yet-valid\"");
    }

    @Test
    void namesThePoliciesInShadowOnlyWhereTheyWouldHaveMadeADifference() {
        AuditRecord full = Records.full();
        AccessDecision decision = full.decision();
        AccessDecision shadowed = new AccessDecision(
                decision.policyRevision(),
                decision.rules(),
                List.of("stricter"),
                decision.decision(),
                decision.outcome(),
                decision.problem());

        assertThat(text(MerkleLeaf.of(full))).doesNotContain("shadow");
        assertThat(text(MerkleLeaf.of(Records.with(full.actor(), full.request(), shadowed, full.disclosure()))))
                .contains("\"shadow\":[\"stricter\"]");
    }

    @Test
    void saysWhichPartOfAnExportItTellsOf() {
        assertThat(text(MerkleLeaf.of(Records.ofExport(Records.full(), new ExportPart.Chunk(Records.EXPORT, 7)))))
                .contains("\"drifted\":3,\"export\":{\"chunk\":7,\"id\":\"" + Records.EXPORT + "\"},\"failed\":4");
        ExportPart end = new ExportPart.End(Records.EXPORT, ExportPart.Manner.FAILED, 7, 9000);
        assertThat(text(MerkleLeaf.of(Records.ofExport(Records.failedLogin(), end))))
                .contains("\"export\":{\"bytes\":9000,\"chunks\":7,\"end\":\"failed\",\"id\":\"");
        assertThat(text(MerkleLeaf.of(Records.full()))).doesNotContain("export");
    }

    @Test
    void linksTheRecordsOfAWrite() {
        AuditRecord full = Records.full();
        AccessDecision intended = new AccessDecision(
                full.decision().policyRevision(),
                List.of(),
                List.of(),
                full.decision().decision(),
                AccessResult.INTENDED,
                Optional.empty());
        WriteLink write = WriteLink.intended(full.id());

        assertThat(text(MerkleLeaf.of(full))).doesNotContain("write");
        assertThat(text(MerkleLeaf.of(of(full, intended, DisclosureSummary.nothing(), write))))
                .contains("\"outcome\":\"intended\"", "\"write\":{\"id\":\"" + full.id() + "\"}}");
        assertThat(text(MerkleLeaf.of(of(full, full.decision(), full.disclosure(), write.known(true)))))
                .contains("\"write\":{\"done\":true,\"id\":\"" + full.id() + "\"}}");
    }

    private static AuditRecord of(
            AuditRecord record, AccessDecision decision, DisclosureSummary disclosure, WriteLink write) {
        return new AuditRecord(
                record.id(),
                record.actor(),
                record.request(),
                decision,
                disclosure,
                record.limits(),
                record.origin(),
                Optional.of(write));
    }

    @Test
    void hashesALeafAsCertificateTransparencyDoes() {
        assertThat(MerkleLeaf.of(Records.full()).hash().hex()).isEqualTo(golden("leaf-full.sha256"));
        assertThat(MerkleHash.ofLeaf(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void givesEqualRecordsEqualLeaves() {
        assertThat(MerkleLeaf.of(Records.full()).bytes())
                .isEqualTo(MerkleLeaf.of(Records.full()).bytes());
    }

    @Test
    void cutsLongListsAndSaysSo() {
        MerkleLeaf leaf = MerkleLeaf.of(Records.askingFor(Records.names(5000)));

        assertThat(leaf.bytes()).hasSizeLessThanOrEqualTo(MerkleLeaf.MOST_BYTES);
        assertThat(text(leaf)).contains("\"truncated\":true", "\"fields\":[\"field00000\",", "\"field00127\"]");
    }

    @Test
    void doesNotCutWhatJustFits() {
        int fitting = IntStream.iterate(1500, n -> n - 1)
                .filter(n -> !text(MerkleLeaf.of(Records.askingFor(Records.names(n))))
                        .contains("truncated"))
                .findFirst()
                .orElseThrow();

        assertThat(MerkleLeaf.of(Records.askingFor(Records.names(fitting))).bytes())
                .hasSizeBetween(MerkleLeaf.MOST_BYTES - 13, MerkleLeaf.MOST_BYTES);
    }

    @Test
    void neverSaysThatLessWasReleasedWhenItCuts() {
        Map<String, Map<String, Long>> released = IntStream.range(0, 2000)
                .boxed()
                .collect(Collectors.toMap(
                        "personal.%04d"::formatted, i -> Map.of("clear", 3L), (a, b) -> a, TreeMap::new));
        AuditRecord full = Records.full();

        String leaf = text(MerkleLeaf.of(
                Records.with(full.actor(), full.request(), full.decision(), Records.disclosure(released))));

        Matcher counts = Pattern.compile("\"(clear|\\*)\":(\\d+)").matcher(leaf);
        assertThat(counts.results().mapToLong(r -> Long.parseLong(r.group(2))).sum())
                .isEqualTo(6000);
        assertThat(leaf).contains("\"truncated\":true", "\"released\":{\"*\":{\"*\":", "personal.0000");
    }

    @Test
    void fitsWhateverAStrangerSends() {
        String hostile = "\u0001\"\ud800\u0000\ud83d\ude00".repeat(20_000);
        List<String> many = Records.names(3000).stream().map(n -> n + hostile).toList();
        Optional<String> text = Optional.of(hostile);
        QueryShape query = new QueryShape(text, many, many);

        MerkleLeaf leaf = MerkleLeaf.of(Records.with(
                new Actor(Optional.of("p".repeat(128)), text, many),
                new RequestSummary(
                        "search", text, Optional.of("t".repeat(128)), text, Optional.of("r".repeat(2048)), query),
                AccessDecision.undecided(AccessResult.DENIED, "purpose.unknown"),
                DisclosureSummary.nothing()));

        assertThat(leaf.bytes()).hasSizeLessThanOrEqualTo(MerkleLeaf.MOST_BYTES);
        assertThat(text(leaf)).doesNotContain("\\u0000").contains("\"truncated\":true");
    }

    private static String text(MerkleLeaf leaf) {
        return new String(leaf.bytes(), StandardCharsets.UTF_8);
    }

    private static String golden(String name) {
        try (InputStream in = MerkleLeafTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
