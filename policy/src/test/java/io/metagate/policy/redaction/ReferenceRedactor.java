package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.redaction.write.DisclosureCounts.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What redaction means, slow and obvious, over documents of the driver. For one record. */
final class ReferenceRedactor {

    private final Collection collection;
    private final List<ScopedRelease> releases;
    private final Optional<Set<FieldPath>> wanted;
    private final ReferenceTransforms transforms;
    private final Map<FieldPath, Transform> best = new TreeMap<>();

    final Map<Release, Long> released = new TreeMap<>();
    long unclassified;
    long withheld;
    long drifted;
    long failed;

    ReferenceRedactor(
            Collection collection,
            List<ScopedRelease> releases,
            Optional<Set<FieldPath>> wanted,
            Map<String, byte[]> undecodable) {
        this.collection = collection;
        this.releases = releases;
        this.wanted = wanted;
        this.transforms = new ReferenceTransforms(undecodable);
    }

    DisclosureCounts.Omitted omitted() {
        return new DisclosureCounts.Omitted(unclassified, withheld, drifted, failed);
    }

    /** The redacted record; empty if no scope holds. */
    Optional<BsonDocument> redact(ReferenceDocument record) {
        List<ScopedRelease> applying = releases.stream()
                .filter(release -> ReferenceScope.holds(release.scope(), record))
                .toList();
        applying.stream().sorted(Comparator.comparing(ScopedRelease::policy)).forEach(release -> release.transforms()
                .forEach((path, transform) -> best.merge(path, transform, ReferenceOrder::more)));
        List<Optional<String>> people = new ArrayList<>();
        collection.dataSubject().ifPresent(s -> people(record, s.field().segments(), people));
        transforms.about(people);
        best.values().removeIf(transform -> transform instanceof Transform.Remove);
        return applying.isEmpty() ? Optional.empty() : Optional.of(document(record, List.of()));
    }

    private static void people(Object value, List<String> path, List<Optional<String>> into) {
        if (value instanceof List<?> list) {
            list.forEach(element -> people(element, path, into));
        } else if (path.isEmpty() || !(value instanceof ReferenceDocument)) {
            if (!(value instanceof BsonNull)) {
                into.add(written(value));
            }
        } else if (value instanceof ReferenceDocument document) {
            document.members().stream()
                    .filter(member -> member.name().equals(path.get(0)))
                    .findFirst()
                    .ifPresent(member -> people(member.value(), path.subList(1, path.size()), into));
        }
    }

    private static Optional<String> written(Object identifier) {
        if (identifier instanceof BsonString text) {
            return Optional.of(text.getValue());
        }
        if (identifier instanceof BsonInt32 || identifier instanceof BsonInt64) {
            return Optional.of(Long.toString(((BsonNumber) identifier).longValue()));
        }
        if (identifier instanceof BsonObjectId id) {
            return Optional.of(id.getValue().toHexString());
        }
        return identifier instanceof BsonBinary b && b.getType() == 4 && b.getData().length == 16
                ? Optional.of(b.asUuid().toString())
                : Optional.empty();
    }

    private BsonDocument document(ReferenceDocument document, List<String> parent) {
        BsonDocument out = new BsonDocument();
        Set<String> seen = new HashSet<>();
        for (ReferenceDocument.Member member : document.members()) {
            List<String> path = new ArrayList<>(parent);
            path.add(member.name());
            List<Field> fields = collection.allFields().stream()
                    .filter(field -> startsWith(field.path().segments(), path))
                    .toList();
            List<Field> asked = fields.stream().filter(this::isWanted).toList();
            if (fields.isEmpty()) {
                unclassified++;
            } else if (!asked.isEmpty()) {
                if (!seen.add(member.name())) {
                    drifted++;
                } else if (asked.stream().noneMatch(field -> best.containsKey(field.path()))) {
                    withheld++;
                } else {
                    value(member.value(), path, fields.get(0)).ifPresent(value -> out.put(member.name(), value));
                }
            }
        }
        return out;
    }

    private Optional<BsonValue> value(Object value, List<String> path, Field first) {
        boolean leaf = first.path().segments().equals(path);
        if (value instanceof List<?> list) {
            return array(list, path, first, leaf);
        }
        if (leaf) {
            return leaf(value, first);
        }
        if (value instanceof ReferenceDocument document) {
            return Optional.<BsonValue>of(document(document, path))
                    .filter(inner -> !inner.asDocument().isEmpty());
        }
        if (!(value instanceof BsonNull)) {
            drifted++;
        }
        return Optional.empty();
    }

    private Optional<BsonValue> array(List<?> list, List<String> path, Field first, boolean leaf) {
        Transform transform = best.getOrDefault(first.path(), new Transform.Remove());
        if (leaf && (transform instanceof Transform.Null || transform instanceof Transform.Constant)) {
            return list.stream()
                    .flatMap(element -> value(element, path, first).stream())
                    .findFirst();
        }
        BsonArray array = new BsonArray();
        list.forEach(element -> value(element, path, first).ifPresent(array::add));
        return array.isEmpty() && !(leaf && list.isEmpty()) ? Optional.empty() : Optional.of(array);
    }

    private Optional<BsonValue> leaf(Object value, Field field) {
        if (!(value instanceof BsonValue scalar) || !isOfType(scalar, field)) {
            drifted++;
            return Optional.empty();
        }
        Transform transform = best.getOrDefault(field.path(), new Transform.Remove());
        Optional<BsonValue> transformed = transforms.apply(transform, field, scalar);
        if (transformed.isEmpty()) {
            failed++;
            return Optional.of(BsonNull.VALUE);
        }
        released.merge(new Release(field.classification(), transform.name()), 1L, Long::sum);
        return transformed;
    }

    private static boolean isOfType(BsonValue value, Field field) {
        return value instanceof BsonNull
                || switch (field.type()) {
                    case STRING -> value instanceof BsonString;
                    case INT -> value instanceof BsonInt32 || value instanceof BsonInt64;
                    case DOUBLE ->
                        value instanceof BsonDouble || value instanceof BsonInt32 || value instanceof BsonInt64;
                    case DECIMAL -> value instanceof BsonDecimal128;
                    case BOOL -> value instanceof BsonBoolean;
                    case DATE -> value instanceof BsonDateTime;
                    case OBJECT_ID -> value instanceof BsonObjectId;
                    case UUID -> value instanceof BsonBinary b && b.getType() == 4 && b.getData().length == 16;
                    case BINARY -> value instanceof BsonBinary b && b.getType() != 4;
                };
    }

    private boolean isWanted(Field field) {
        return wanted.isEmpty()
                || wanted.get().stream()
                        .anyMatch(path -> startsWith(field.path().segments(), path.segments()));
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
