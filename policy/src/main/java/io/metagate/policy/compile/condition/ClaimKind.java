package io.metagate.policy.compile.condition;

import dev.cel.common.types.CelType;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a claim is, as far as it decides whether it can be compared with something. */
enum ClaimKind {
    TEXT,
    NUMBER,
    BOOL,
    LIST;

    /** What a claim is that can be read. */
    static ClaimKind of(Claim claim) {
        return claim.list() ? LIST : of(claim.values().get(0));
    }

    /** What the values of a claim are that can be read. */
    static Stream<ClaimKind> ofValues(Claim claim) {
        return claim.values().stream().map(ClaimKind::of);
    }

    private static ClaimKind of(ScalarValue value) {
        return value.accept(KindOf.VISITOR);
    }

    /**
     * What a claim is if it is compared with a value of that type: none, if no claim is; empty, if that says nothing.
     */
    static Optional<Set<ClaimKind>> comparableWith(CelType type) {
        return switch (type.kind()) {
            case STRING -> Optional.of(EnumSet.of(TEXT));
            case INT, UINT, DOUBLE -> Optional.of(EnumSet.of(NUMBER));
            case BOOL -> Optional.of(EnumSet.of(BOOL));
            case LIST -> Optional.of(EnumSet.of(LIST));
            case TIMESTAMP, BYTES, DURATION, MAP -> Optional.of(EnumSet.noneOf(ClaimKind.class));
            default -> Optional.empty();
        };
    }

    /** The kind of a value that a condition can read. */
    private static final class KindOf implements PlainScalarVisitor<ClaimKind> {

        private static final KindOf VISITOR = new KindOf();

        @Override
        public ClaimKind text(ScalarValue.Text text) {
            return TEXT;
        }

        @Override
        public ClaimKind integer(ScalarValue.Int integer) {
            return NUMBER;
        }

        @Override
        public ClaimKind real(ScalarValue.Real real) {
            return NUMBER;
        }

        @Override
        public ClaimKind bool(ScalarValue.Bool bool) {
            return BOOL;
        }

        @Override
        public ClaimKind nothing(ScalarValue.Null nothing) {
            throw new IllegalArgumentException("a claim that can be read is not null");
        }

        @Override
        public ClaimKind typed(ScalarValue value) {
            throw new IllegalArgumentException("a claim is a text, a number or a boolean");
        }
    }
}
