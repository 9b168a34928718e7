package io.metagate.policy.redaction;

import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import java.math.BigDecimal;
import java.util.List;

/** Which of two transforms lets out more, as the documentation of policies says it. */
final class ReferenceOrder {

    /** By the names of transforms, or how these begin; the later, the more. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("remove"),
            List.of("null"),
            List.of("constant"),
            List.of("pseudonym", "token"),
            List.of("truncate", "bucket"),
            List.of("mask"),
            List.of("scrub"),
            List.of("clear"));

    private ReferenceOrder() {}

    /** What leaves where two permits have a field: that of the first by name, unless the other lets out all of it. */
    static Transform more(Transform first, Transform later) {
        return coversAll(later, first) ? later : first;
    }

    private static boolean coversAll(Transform one, Transform other) {
        int difference = level(one) - level(other);
        return difference > 0 || (difference == 0 && (one.equals(other) || coversAlike(one, other)));
    }

    private static boolean coversAlike(Transform one, Transform other) {
        if (one instanceof MaskTransform.Email && other instanceof MaskTransform.Email hidden) {
            return hidden.domainHidden();
        }
        if (one instanceof MaskTransform.First a && other instanceof MaskTransform.First b) {
            return a.keep() >= b.keep() && a.longestHidden() <= b.longestHidden();
        }
        if (one instanceof MaskTransform.Last a && other instanceof MaskTransform.Last b) {
            return a.keep() >= b.keep() && a.longestHidden() <= b.longestHidden();
        }
        if (one instanceof TruncateTransform a && other instanceof TruncateTransform b) {
            List<String> finest = List.of("truncate.hour", "truncate.day", "truncate.month", "truncate.year");
            return finest.indexOf(a.name()) < finest.indexOf(b.name());
        }
        if (one instanceof BucketTransform a && other instanceof BucketTransform b) {
            return b.width().remainder(a.width()).compareTo(BigDecimal.ZERO) == 0;
        }
        return one instanceof TokenTransform && other instanceof Transform.Pseudonym;
    }

    private static int level(Transform transform) {
        String kind = transform.name().split("\\.", 2)[0];
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(kind)) {
                return level;
            }
        }
        throw new AssertionError("a transform without a level: " + transform.name());
    }
}
