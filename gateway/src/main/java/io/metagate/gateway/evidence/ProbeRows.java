package io.metagate.gateway.evidence;

import io.metagate.audit.Asker;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.Disclosure;
import io.metagate.audit.Origin;
import io.metagate.audit.Outcome;
import io.metagate.audit.Part;
import io.metagate.audit.QueryShape;
import io.metagate.audit.Released;
import io.metagate.audit.Request;
import io.metagate.audit.UuidV7;
import io.metagate.audit.Verdict;
import io.metagate.audit.Write;
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
    private static final Released ONE_VALUE = new Released(Map.of("public", Map.of("clear", 1L)));
    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private static final List<Outcome> OTHERS = Arrays.stream(Outcome.values())
            .filter(outcome -> outcome != Outcome.RELEASED)
            .toList();

    private ProbeRows() {}

    /** New ones, of now, of all outcomes. */
    static List<Pending> ofAllOutcomes() {
        return of(Arrays.stream(Outcome.values()));
    }

    /** New ones, of now: of what is released, and of one other outcome, in turn. */
    static List<Pending> ofTwoOutcomes(int turn) {
        return of(Stream.of(Outcome.RELEASED, OTHERS.get(Math.floorMod(turn, OTHERS.size()))));
    }

    private static List<Pending> of(Stream<Outcome> outcomes) {
        return outcomes.map(outcome -> new Pending(record(IDS.next(), outcome))).toList();
    }

    private static AuditRecord record(UUID id, Outcome outcome) {
        boolean known = outcome != Outcome.FAILED;
        return new AuditRecord(
                id,
                known ? new Asker(Optional.of(NAME), Optional.of(NAME), List.of(NAME)) : Asker.unknown(),
                known ? request(outcome) : Request.of("read"),
                verdict(outcome),
                outcome == Outcome.RELEASED
                        ? new Disclosure(
                                new Disclosure.Volume(1, 1, 0, 1, 0),
                                ONE_VALUE,
                                new Disclosure.Kept(0, 0, 0, 0),
                                Optional.of(DIGEST))
                        : Disclosure.nothing(),
                Map.of(),
                new Origin(Optional.empty(), NAME),
                part(id, outcome));
    }

    private static Request request(Outcome outcome) {
        return new Request(
                outcome == Outcome.INTENDED || outcome == Outcome.UNKNOWN ? "update" : "read",
                Optional.of(NAME),
                Optional.of(NAME),
                Optional.of(NAME),
                Optional.empty(),
                QueryShape.none());
    }

    private static Verdict verdict(Outcome outcome) {
        return switch (outcome) {
            case RELEASED, INTENDED ->
                new Verdict(
                        Optional.of(DIGEST),
                        List.of(NAME),
                        List.of(),
                        Optional.of(Verdict.Decision.PERMIT),
                        outcome,
                        Optional.empty());
            case DENIED -> Verdict.denied(DIGEST, List.of(NAME), "access.denied");
            case LIMITED -> Verdict.undecided(outcome, "quota.exceeded");
            case FAILED -> Verdict.undecided(outcome, "internal.error");
            case UNKNOWN -> Verdict.undecided(outcome, "write.unknown");
        };
    }

    private static Optional<Part> part(UUID id, Outcome outcome) {
        return outcome == Outcome.INTENDED || outcome == Outcome.UNKNOWN
                ? Optional.of(Write.intended(id))
                : Optional.empty();
    }
}
