package io.metagate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.audit.text.UntrustedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditRecordTest {

    private static final Optional<String> NONE = Optional.empty();

    @Test
    void isAsOldAsItsId() {
        assertThat(Records.full().time()).isEqualTo(Instant.ofEpochMilli(0x01936d5c2f80L));
    }

    @Test
    void refusesAnIdThatDoesNotGrowWithTime() {
        AuditRecord full = Records.full();

        assertThatThrownBy(() -> new AuditRecord(
                        UUID.fromString("f81d4fae-7dec-4d01-a765-00a0c91e6bf6"),
                        full.actor(),
                        full.request(),
                        full.decision(),
                        full.disclosure(),
                        full.limits(),
                        full.origin()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void discloseNothingUnlessReleased() {
        AuditRecord full = Records.full();

        assertThatThrownBy(() -> Records.with(
                        full.actor(),
                        full.request(),
                        AccessDecision.undecided(AccessResult.LIMITED, "limit.exceeded"),
                        full.disclosure()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPersonalDataWhereAPseudonymBelongs() {
        assertThatThrownBy(() -> new Actor(Optional.of("jane@acme.example"), NONE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("jane");
    }

    @Test
    void tellsOfNobodyWhoseTokenWasNotAccepted() {
        assertThatThrownBy(() -> new Actor(Optional.of("pJ3k"), NONE, List.of(), Optional.of("audience")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Actor(NONE, Optional.of("desk"), List.of(), Optional.of("audience")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Actor(NONE, NONE, List.of("support"), Optional.of("audience")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Actor.refused("jane@acme.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("jane");
    }

    @Test
    void doesNotReleaseWhatPoliciesDeny() {
        assertThatThrownBy(() -> new AccessDecision(
                        NONE,
                        List.of(),
                        List.of(),
                        Optional.of(AccessDecision.Decision.DENY),
                        AccessResult.RELEASED,
                        NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheProblemOfWhatWasNotReleased() {
        assertThatThrownBy(() ->
                        new AccessDecision(NONE, List.of(), List.of(), Optional.empty(), AccessResult.FAILED, NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intendsOnlyWritesAndOnlyWhatPoliciesPermit() {
        AuditRecord full = Records.full();
        AccessDecision intended =
                new AccessDecision(NONE, List.of(), List.of(), Optional.empty(), AccessResult.INTENDED, NONE);

        assertThatThrownBy(() -> Records.with(full.actor(), full.request(), intended, DisclosureSummary.nothing()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccessDecision(
                        NONE,
                        List.of(),
                        List.of(),
                        Optional.of(AccessDecision.Decision.DENY),
                        AccessResult.INTENDED,
                        NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WriteLink.intended(UUID.fromString("f81d4fae-7dec-4d01-a765-00a0c91e6bf6")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> new ReleasedValues(Map.of("public", Map.of("clear", -1L))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DisclosureSummary.Volume(0, 0, 0, 0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsTextOfStrangersInsteadOfRefusingIt() {
        RequestSummary request = new RequestSummary(
                "read", Optional.of("x".repeat(9000)), NONE, Optional.of("a\u0000b\ud800"), NONE, QueryShape.none());

        assertThat(request.collection()).contains("x".repeat(253) + "…");
        assertThat(request.purpose()).contains("a\ufffdb\ufffd");
    }

    @Test
    void keepsTextThatJustFits() {
        assertThat(UntrustedText.fit("x".repeat(256), 256)).isEqualTo("x".repeat(256));
        assertThat(UntrustedText.fit("\u20ac".repeat(86), 256)).isEqualTo("\u20ac".repeat(84) + "…");
        assertThat(UntrustedText.fit("", 256)).isEmpty();
    }

    @Test
    void writesEveryOutcomeAsItIsRead() {
        assertThat(AccessResult.values())
                .allSatisfy(o -> assertThat(AccessResult.of(o.wireName())).contains(o));
    }

    @Test
    void endsAnExportWithoutDisclosingAnything() {
        ExportPart complete = new ExportPart.End(Records.EXPORT, ExportPart.Manner.COMPLETE, 1, 10);
        ExportPart failed = new ExportPart.End(Records.EXPORT, ExportPart.Manner.FAILED, 1, 10);

        assertThatThrownBy(() -> Records.ofExport(Records.full(), complete)).hasMessageContaining("discloses nothing");
        assertThatThrownBy(() -> Records.ofExport(Records.failedLogin(), complete))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Records.ofExport(Records.failedLogin(), failed).part()).contains(failed);
        assertThatThrownBy(() -> new ExportPart.Chunk(Records.EXPORT, 0)).hasMessageContaining("number 1");
    }
}
