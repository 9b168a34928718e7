package io.metagate.gateway.audit;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AccessResult;
import io.metagate.audit.Actor;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.QueryShape;
import io.metagate.audit.RecordOrigin;
import io.metagate.audit.RelatedRecord;
import io.metagate.audit.ReleasedValues;
import io.metagate.audit.RequestSummary;
import io.metagate.audit.UuidV7;
import io.metagate.audit.WriteLink;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records that look like those of accesses, one of each outcome, and stand for none: what the log does not take of them
 * it does not take of accesses.
 */
final class ProbeRows {

    private static final String NAME = "metagate-probe";
    private static final String DIGEST = "0".repeat(64);
    private static final ReleasedValues ONE_VALUE = new ReleasedValues(Map.of("public", Map.of("clear", 1L)));
    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private static final List<AccessResult> OTHERS = Arrays.stream(AccessResult.values())
            .filter(outcome -> outcome != AccessResult.RELEASED)
            .toList();

    private ProbeRows() {}

    /** New ones, of now, of all outcomes. */
    static List<PendingAppend> ofAllOutcomes() {
        return of(Arrays.stream(AccessResult.values()));
    }

    /** New ones, of now: of what is released, and of one other outcome, in turn. */
    static List<PendingAppend> ofTwoOutcomes(int turn) {
        return of(Stream.of(AccessResult.RELEASED, OTHERS.get(Math.floorMod(turn, OTHERS.size()))));
    }

    private static List<PendingAppend> of(Stream<AccessResult> outcomes) {
        return outcomes.map(outcome -> new PendingAppend(record(IDS.next(), outcome)))
                .toList();
    }

    private static AuditRecord record(UUID id, AccessResult outcome) {
        boolean known = outcome != AccessResult.FAILED;
        return new AuditRecord(
                id,
                known ? new Actor(Optional.of(NAME), Optional.of(NAME), List.of(NAME)) : Actor.unknown(),
                known ? request(outcome) : RequestSummary.of("read"),
                decision(outcome),
                outcome == AccessResult.RELEASED
                        ? new DisclosureSummary(
                                new DisclosureSummary.Volume(1, 1, 0, 1, 0),
                                ONE_VALUE,
                                new DisclosureSummary.Kept(0, 0, 0, 0),
                                Optional.of(DIGEST))
                        : DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), NAME),
                part(id, outcome));
    }

    private static RequestSummary request(AccessResult outcome) {
        return new RequestSummary(
                outcome == AccessResult.INTENDED || outcome == AccessResult.UNKNOWN ? "update" : "read",
                Optional.of(NAME),
                Optional.of(NAME),
                Optional.of(NAME),
                Optional.empty(),
                QueryShape.none());
    }

    private static AccessDecision decision(AccessResult outcome) {
        return switch (outcome) {
            case RELEASED, INTENDED ->
                new AccessDecision(
                        Optional.of(DIGEST),
                        List.of(NAME),
                        List.of(),
                        Optional.of(AccessDecision.Decision.PERMIT),
                        outcome,
                        Optional.empty());
            case DENIED -> AccessDecision.denied(DIGEST, List.of(NAME), "access.denied");
            case LIMITED -> AccessDecision.undecided(outcome, "quota.exceeded");
            case FAILED -> AccessDecision.undecided(outcome, "internal.error");
            case UNKNOWN -> AccessDecision.undecided(outcome, "write.unknown");
        };
    }

    private static Optional<RelatedRecord> part(UUID id, AccessResult outcome) {
        return outcome == AccessResult.INTENDED || outcome == AccessResult.UNKNOWN
                ? Optional.of(WriteLink.intended(id))
                : Optional.empty();
    }
}
