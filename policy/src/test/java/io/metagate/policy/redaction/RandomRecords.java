package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.test.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Random records of a collection: mostly what it lists, and everything else that BSON allows. */
final class RandomRecords {

    private static final List<String> NOISE =
            List.of("a.b", "$a", "", "A", "а", "ａ", "a ", "0", "$date", "b.", "__proto__", "n\u00e9", "ne\u0301");

    private final Seeded random;
    private final RandomValues values;
    private final Collection collection;
    private final boolean clean;

    /** Records of that collection; clean ones hold nothing but listed fields of their types, each once. */
    RandomRecords(Seeded random, RandomValues values, Collection collection, boolean clean) {
        this.random = random;
        this.values = values;
        this.collection = collection;
        this.clean = clean;
    }

    byte[] next() {
        return document(List.of(), 0).bytes();
    }

    private BsonOut document(List<String> parent, int depth) {
        BsonOut out = new BsonOut();
        List<String> names = new ArrayList<>(below(parent)
                .filter(field -> field.path().segments().size() > parent.size())
                .map(field -> field.path().segments().get(parent.size()))
                .distinct()
                .toList());
        names.removeIf(name -> random.chance(20));
        if (!clean) {
            for (int i = random.below(3); i > 0; i--) {
                names.add(random.below(names.size() + 1), noise(names));
            }
        }
        names.forEach(name -> element(out, name, parent, depth));
        return out;
    }

    private String noise(List<String> names) {
        return switch (random.below(4)) {
            case 0 -> values.canary();
            case 1 -> names.isEmpty() ? "zz" : random.oneOf(names);
            default -> random.oneOf(NOISE);
        };
    }

    private void element(BsonOut out, String name, List<String> parent, int depth) {
        List<String> path = Stream.concat(parent.stream(), Stream.of(name)).toList();
        RandomValues.Scalar value = value(path, depth);
        out.element(value.tag(), name, value.bytes());
    }

    private RandomValues.Scalar value(List<String> path, int depth) {
        if (depth < 8 && random.chance(20)) {
            BsonOut array = new BsonOut();
            for (int i = random.below(4); i > 0; i--) {
                RandomValues.Scalar element = value(path, depth + 2);
                array.element(element.tag(), element.bytes());
            }
            return new RandomValues.Scalar(0x04, array.bytes());
        }
        boolean drifts = !clean && random.chance(10);
        List<Field> here = below(path).toList();
        if (drifts || here.isEmpty()) {
            return drifted(path, depth);
        }
        if (random.chance(5)) {
            return new RandomValues.Scalar(0x0A, new byte[0]);
        }
        return here.get(0).path().segments().equals(path)
                ? values.of(here.get(0).type())
                : new RandomValues.Scalar(0x03, document(path, depth + 1).bytes());
    }

    private RandomValues.Scalar drifted(List<String> path, int depth) {
        if (depth < 6 && random.chance(30)) {
            return new RandomValues.Scalar(
                    0x03,
                    document(random.chance(50) ? List.of() : path, depth + 2).bytes());
        }
        return random.chance(50) ? values.foreign() : values.of(random.oneOf(List.of(FieldType.values())));
    }

    /** The fields at or below that path. */
    private Stream<Field> below(List<String> path) {
        return collection.allFields().stream()
                .filter(field -> field.path().segments().size() >= path.size())
                .filter(field -> field.path().segments().subList(0, path.size()).equals(path));
    }
}
