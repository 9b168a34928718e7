package io.metagate.policy.testing;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.ProblemCollector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record that a test gives, as the store would hold it. Values of listed fields have the declared type where what is
 * written can be one of that type; others are what they look like, so that a test can show that they do not leave.
 */
public final class GivenRecord {

    private final Collection collection;
    private final ProblemCollector problems = new ProblemCollector();
    private final Set<FieldPath> present = new HashSet<>();
    private final byte[] bson;

    private GivenRecord(YamlValue written, Collection collection) {
        this.collection = collection;
        this.bson = document(written instanceof YamlValue.Members all ? all.members() : Map.of(), List.of());
    }

    /** The record of that collection. */
    public static GivenRecord of(YamlValue written, Collection collection) {
        return new GivenRecord(written, collection);
    }

    /** What cannot be a value of its field's type. */
    public List<BundleProblem> problems() {
        return problems.sorted();
    }

    /** The listed fields that it has a value of, which is one of the field's type. */
    Set<FieldPath> present() {
        return Set.copyOf(present);
    }

    /** The BSON document. */
    byte[] bson() {
        return bson.clone();
    }

    private byte[] document(Map<String, YamlValue> members, List<String> path) {
        BsonWriter writer = new BsonWriter();
        members.forEach((name, value) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            put(writer, name, value, below);
        });
        return writer.bytes();
    }

    private void put(BsonWriter writer, String name, YamlValue value, List<String> path) {
        try {
            write(writer, name, value, path);
        } catch (IllegalArgumentException e) {
            problems.add(value.at(), String.valueOf(e.getMessage()));
        }
    }

    private void write(BsonWriter writer, String name, YamlValue value, List<String> path) {
        if (name.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a name with a zero in it");
        }
        value.accept(new Form(path)).write(writer, name);
    }

    /** What is written at that place. */
    private final class Form implements YamlValue.YamlVisitor<GivenValue> {

        private final List<String> path;

        private Form(List<String> path) {
            this.path = path;
        }

        @Override
        public GivenValue scalar(YamlValue.Scalar scalar) {
            return ofScalar(scalar);
        }

        @Override
        public GivenValue items(YamlValue.Items items) {
            return (writer, name) -> writer.element(BsonTag.ARRAY, name, array(items, path));
        }

        @Override
        public GivenValue members(YamlValue.Members members) {
            return TypedForm.is(members)
                    ? ofScalar(members)
                    : (writer, name) -> writer.element(BsonTag.DOCUMENT, name, document(members.members(), path));
        }

        private GivenValue ofScalar(YamlValue value) {
            Optional<Field> listed = collection.allFields().stream()
                    .filter(field -> field.path().segments().equals(path))
                    .findFirst();
            GivenValue given = GivenValue.of(value, listed);
            return (writer, name) -> {
                given.write(writer, name);
                listed.filter(field -> GivenValue.isOfType(value, field.type()))
                        .ifPresent(field -> present.add(field.path()));
            };
        }
    }

    private byte[] array(YamlValue.Items items, List<String> path) {
        BsonWriter writer = new BsonWriter();
        for (int i = 0; i < items.items().size(); i++) {
            put(writer, Integer.toString(i), items.items().get(i), path);
        }
        return writer.bytes();
    }
}
