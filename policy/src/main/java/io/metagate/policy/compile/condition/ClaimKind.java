package io.metagate.policy.compile.condition;

import dev.cel.common.types.CelType;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Value;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a claim is, as far as it decides whether it can be compared with something. */
enum ClaimKind {
    TEXT,
    NUMBER,
    BOOL,
    LIST;

    /** What a claim is; empty where CEL has no type for it, and the claim is as if it were not there. */
    static Optional<ClaimKind> of(Claim claim) {
        return claim.list() ? Optional.of(LIST) : of(claim.values().get(0));
    }

    private static Optional<ClaimKind> of(Value value) {
        if (value instanceof Value.Text) {
            return Optional.of(TEXT);
        }
        if (value instanceof Value.Bool) {
            return Optional.of(BOOL);
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
            case BYTES, TIMESTAMP, DURATION, MAP -> Optional.of(EnumSet.noneOf(ClaimKind.class));
            default -> Optional.empty();
        };
    }
}
