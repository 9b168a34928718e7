package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A collection for tests: fields of every type, one below a document, a data subject. */
public final class SampleCollection {

    public static final Classification PUBLIC = new Classification("public");
    static final Classification PERSONAL = new Classification("personal.email");

    private SampleCollection() {}

    static Collection collection() {
        List<Field> fields = new ArrayList<>();
        for (FieldType type : FieldType.values()) {
            fields.add(field(type.wireName(), type, PUBLIC));
        }
        fields.add(field("email", FieldType.STRING, PERSONAL));
        fields.add(field("company.name", FieldType.STRING, PUBLIC));
        fields.add(field("company.contacts.phone", FieldType.STRING, PERSONAL));
        fields.add(field("company.notes", FieldType.STRING, PUBLIC));
        Field id = new Field(FieldPath.ID, FieldType.INT, PUBLIC);
        DataSubject subject = new DataSubject(FieldPath.of("email"), "account");
        return new Collection("things", new StoreLocation("backup", "things"), id, Optional.of(subject), fields);
    }

    /** A plan of one policy for all records: paths and transforms in turn. */
    public static ReleasePlan plan(Object... pathsAndTransforms) {
        return plan(release("only", Predicate.all(), pathsAndTransforms));
    }

    public static ReleasePlan plan(ScopedRelease... releases) {
        return ScopedRelease.plan(collection(), List.of(releases), RandomPlans.KEYS);
    }

    public static ScopedRelease release(String policy, Predicate scope, Object... pathsAndTransforms) {
        Map<FieldPath, Transform> transforms = new HashMap<>();
        for (int i = 0; i < pathsAndTransforms.length; i += 2) {
            transforms.put(FieldPath.of((String) pathsAndTransforms[i]), (Transform) pathsAndTransforms[i + 1]);
        }
        return new ScopedRelease(policy, scope, transforms);
    }

    private static Field field(String path, FieldType type, Classification classification) {
        return new Field(FieldPath.of(path), type, classification);
    }
}
