package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Bucket;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.Mask;
import io.metagate.policy.redaction.transform.Scrub;
import io.metagate.policy.redaction.transform.Token;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.Truncate;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreatmentTest {

    private static final List<Transform> ALL = List.of(
            new Transform.Clear(),
            new Transform.Constant("x"),
            new Transform.Null(),
            new Transform.Pseudonym(),
            new Transform.Remove(),
            new Bucket(BigDecimal.TEN),
            new Truncate(Truncate.Unit.DAY),
            new Scrub(),
            new Token(),
            new Mask.Email(false),
            new Mask.First(1),
            new Mask.Last(1),
            new Mask.Initials(),
            new IpMask(),
            new FilenameMask());

    @Test
    void isThereForEveryTransformAndTypeThatItAppliesTo() {
        List<Class<?>> covered = ALL.stream().<Class<?>>map(Object::getClass).toList();
        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(permitted(Transform.class).toList());
        for (Transform transform : ALL) {
            for (FieldType type : FieldType.values()) {
                boolean fails = treatment(transform, type) == Treatment.FAIL;
                assertThat(fails)
                        .as("%s of %s", transform.name(), type)
                        .isEqualTo(transform instanceof Transform.Remove || !isApplied(transform, type));
            }
        }
    }

    private static boolean isApplied(Transform transform, FieldType type) {
        return transform instanceof Transform.Constant
                || transform instanceof Transform.Null
                || transform.appliesTo(type);
    }

    private static Treatment treatment(Transform transform, FieldType type) {
        Field field = new Field(FieldPath.of("field"), type, Things.PUBLIC);
        return Treatment.of(new FieldRelease(field, Fate.RELEASED, transform));
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(TreatmentTest::permitted)
                : Stream.of(type);
    }
}
