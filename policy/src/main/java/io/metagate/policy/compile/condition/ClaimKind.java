package io.metagate.policy.compile.condition;

import dev.cel.common.types.CelType;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Value;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a claim is, as far as it decides whether it can be compared with something. */
enum ClaimKind {
    TEXT,
    NUMBER,
    BOOL,
    DATE,
    LIST;

    /** What a claim is; empty where CEL has no type for it, and the claim is as if it were not there. */
    static Optional<ClaimKind> of(Claim claim) {
        return claim.list() ? Optional.of(LIST) : of(claim.values().get(0));
    }

    /** What the values of a claim are. */
    static Stream<ClaimKind> ofValues(Claim claim) {
        return claim.values().stream().map(ClaimKind::of).flatMap(Optional::stream);
    }

    private static Optional<ClaimKind> of(Value value) {
        if (value instanceof Value.Text) {
            return Optional.of(TEXT);
        }
        if (value instanceof Value.Bool) {
            return Optional.of(BOOL);
        }
        if (value instanceof Value.Date) {
            return Optional.of(DATE);
        }
        return value instanceof Value.Int || value instanceof Value.Real ? Optional.of(NUMBER) : Optional.empty();
    }

    /** What a claim is if it is compared with a value of that type: none, if no claim is; empty, if that says nothing. */
    static Optional<Set<ClaimKind>> comparableWith(CelType type) {
        return switch (type.kind()) {
            case STRING -> Optional.of(EnumSet.of(TEXT));
            case INT, UINT, DOUBLE -> Optional.of(EnumSet.of(NUMBER));
            case BOOL -> Optional.of(EnumSet.of(BOOL));
            case LIST -> Optional.of(EnumSet.of(LIST));
            case TIMESTAMP -> Optional.of(EnumSet.of(DATE));
            case BYTES, DURATION, MAP -> Optional.of(EnumSet.noneOf(ClaimKind.class));
            default -> Optional.empty();
        };
    }
}
