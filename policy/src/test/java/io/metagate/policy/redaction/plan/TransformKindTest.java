package io.metagate.policy.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.SampleCollection;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransformKindTest {

    private static final List<Transform> ALL = List.of(
            new Transform.Clear(),
            new Transform.Constant("x"),
            new Transform.Null(),
            new Transform.Pseudonym(),
            new Transform.Remove(),
            new BucketTransform(BigDecimal.TEN),
            new TruncateTransform(TruncateTransform.Unit.DAY),
            new ScrubTransform(),
            new TokenTransform(),
            new MaskTransform.Email(false),
            new MaskTransform.First(1),
            new MaskTransform.Last(1),
            new MaskTransform.Initials(),
            new IpMask(),
            new FilenameMask());

    @Test
    void isThereForEveryTransformAndTypeThatItAppliesTo() {
        List<Class<?>> covered = ALL.stream().<Class<?>>map(Object::getClass).toList();
        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(permitted(Transform.class).toList());
        for (Transform transform : ALL) {
            for (FieldType type : FieldType.values()) {
                boolean fails = transformKind(transform, type) == TransformKind.FAIL;
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

    private static TransformKind transformKind(Transform transform, FieldType type) {
        Field field = new Field(FieldPath.of("field"), type, SampleCollection.PUBLIC);
        return TransformKind.of(new FieldRelease(field, FieldDisposition.RELEASED, transform));
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(TransformKindTest::permitted)
                : Stream.of(type);
    }
}
