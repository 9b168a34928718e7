package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Random collections and random plans over them. */
final class RandomPlans {

    static final PseudonymKeys KEYS = classification -> new PseudonymKey(1, secret(classification));

    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "name",
            "email",
            "é",
            "na\"me",
            "x-y",
            "items",
            "B",
            "日",
            "eightchr",
            "nine-char",
            "seventeen-letters");
    private static final List<String> WIDTHS = List.of("1", "2", "7", "1E+2", "1000", "0.5", "2.50", "1E-3", "1E+15");
    private static final List<String> LABELS =
            List.of("public", "personal.email", "personal.name", "corporate.notes", "internal.topology");

    private final Seeded random;

    /** What the key for values of that classification is made of. */
    static byte[] secret(Classification classification) {
        byte[] secret = new byte[32];
        secret[0] = (byte) classification.label().length();
        return secret;
    }

    RandomPlans(Seeded random) {
        this.random = random;
    }

    Collection collection() {
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 1 + random.below(10); i > 0; i--) {
            List<String> segments = new ArrayList<>();
            for (int depth = 1 + random.below(3); depth > 0; depth--) {
                segments.add(random.oneOf(NAMES));
            }
            FieldPath path = new FieldPath(segments);
            if (paths.stream().noneMatch(p -> p.equals(path) || p.isBelow(path) || path.isBelow(p))) {
                paths.add(path);
            }
        }
        Field id = field(FieldPath.ID, random.oneOf(List.of(FieldType.STRING, FieldType.OBJECT_ID)));
        List<Field> fields = paths.stream()
                .map(path -> field(path, random.oneOf(List.of(FieldType.values()))))
                .toList();
        Optional<DataSubject> subject =
                random.chance(20) ? Optional.empty() : Optional.of(new DataSubject(random.oneOf(paths), "account"));
        return new Collection("things", new StoreLocation("backup", "things"), id, subject, fields);
    }

    /** What up to four policies release. */
    List<ScopedRelease> releases(Collection collection) {
        List<ScopedRelease> releases = new ArrayList<>();
        for (int i = 1 + random.below(4); i > 0; i--) {
            Map<FieldPath, Transform> transforms = new HashMap<>();
            for (Field field : collection.allFields()) {
                if (random.chance(70)) {
                    transforms.put(field.path(), transform());
                }
            }
            releases.add(new ScopedRelease(
                    "policy-" + random.oneOf(List.of("x", "y", "z")) + i, scope(collection), transforms));
        }
        return releases;
    }

    Optional<Set<FieldPath>> wanted(Collection collection) {
        return random.chance(70)
                ? Optional.empty()
                : Optional.of(collection.allFields().stream()
                        .map(Field::path)
                        .filter(path -> random.chance(50))
                        .collect(Collectors.toSet()));
    }

    /** A release of every field in clear, for every record. */
    static ScopedRelease everything(Collection collection) {
        return new ScopedRelease(
                "everything",
                Predicate.all(),
                collection.allFields().stream().collect(Collectors.toMap(Field::path, f -> new Transform.Clear())));
    }

    private Transform transform() {
        return switch (random.below(20)) {
            case 0 -> new Transform.Remove();
            case 1 -> new Transform.Null();
            case 2 -> new Transform.Constant("[hid\"den]");
            case 3 -> new MaskTransform.Email(random.chance(50));
            case 4 -> new MaskTransform.First(1 + random.below(4), 8 + random.below(4));
            case 5 -> new MaskTransform.Last(1 + random.below(4));
            case 6 -> new MaskTransform.Initials();
            case 7 -> new TruncateTransform(random.oneOf(List.of(TruncateTransform.Unit.values())));
            case 8, 9 -> new Transform.Pseudonym();
            case 10 -> new TokenTransform();
            case 11, 12 -> new BucketTransform(new BigDecimal(random.oneOf(WIDTHS)));
            case 13 -> new IpMask();
            case 14 -> new FilenameMask();
            case 15 -> new ScrubTransform();
            default -> new Transform.Clear();
        };
    }

    private Predicate scope(Collection collection) {
        FieldPath path = random.oneOf(collection.allFields()).path();
        return switch (random.below(4)) {
            case 0 -> new Predicate.Compare(path, Predicate.Relation.EQUAL, new ScalarValue.Null());
            case 1 -> new Predicate.Compare(path, Predicate.Relation.GREATER, new ScalarValue.Int(0));
            default -> Predicate.all();
        };
    }

    private Field field(FieldPath path, FieldType type) {
        return new Field(path, type, new Classification(random.oneOf(LABELS)));
    }
}
