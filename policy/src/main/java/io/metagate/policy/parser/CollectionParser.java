package io.metagate.policy.parser;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.model.CollectionEntry;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the spec of a {@code Collection}. */
record CollectionParser(ProblemCollector problems) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The collection; empty where one of its parts cannot be read. */
    Optional<CollectionEntry> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("store", "id", "dataSubject", "fields"));
        PartialParser parts = new PartialParser(problems);
        var fields = parts.read(() -> readFields(object.need("fields")));
        var dataSubject = parts.read(() -> object.get("dataSubject").map(this::readDataSubject));
        var store = parts.read(() -> readStore(object.need("store")));
        var id = parts.read(() -> {
            YamlNode node = object.need("id");
            return new LocatedElement<>(node.at(), readField(FieldPath.ID, node));
        });
        return parts.whole(() -> new CollectionEntry(name, store.get(), id.get(), dataSubject.get(), fields.get()));
    }

    private LocatedElement<StoreLocation> readStore(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("name", "database", "collection"));
        PartialParser parts = new PartialParser(problems);
        var name = parts.read(() -> object.get("name").map(YamlNode::text).orElse(StoreLocation.DEFAULT_STORE));
        var database = parts.read(() -> object.need("database").text());
        var collection = parts.read(() -> object.need("collection").text());
        return new LocatedElement<>(
                node.at(), node.checked(() -> new StoreLocation(name.get(), database.get(), collection.get())));
    }

    private LocatedElement<DataSubject> readDataSubject(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("field", "class"));
        PartialParser parts = new PartialParser(problems);
        var field = parts.read(() -> object.need("field").parsed(FieldPath::of));
        var identifierClass = parts.read(
                () -> object.need("class").parsed(Classification::new).label());
        return new LocatedElement<>(node.at(), node.checked(() -> new DataSubject(field.get(), identifierClass.get())));
    }

    private List<LocatedElement<Field>> readFields(YamlNode node) {
        Map<String, YamlNode> members = node.members(problems);
        return node.keys().stream()
                .flatMap(key -> problems.attempt(() -> readListed(key, node, members)).stream())
                .toList();
    }

    private LocatedElement<Field> readListed(
            LocatedElement<String> key, YamlNode fields, Map<String, YamlNode> members) {
        PartialParser parts = new PartialParser(problems);
        YamlNode entry = Optional.ofNullable(members.get(key.value()))
                .orElseThrow(() -> fields.misread("a field without an entry"));
        var path = parts.read(() -> readPath(key));
        var field = parts.read(() -> readField(FieldPath.ID, entry));
        return new LocatedElement<>(
                key.at(), new Field(path.get(), field.get().type(), field.get().classification()));
    }

    /**
     * INVARIANT: no listed field has a name of digits: in a query it would be the place of an array's element, and read
     * through to a field that is hidden (P2).
     */
    private static FieldPath readPath(LocatedElement<String> key) {
        try {
            FieldPath path = FieldPath.of(key.value());
            if (path.segments().stream().anyMatch(name -> DIGITS.matcher(name).matches())) {
                throw new IllegalArgumentException(
                        "a segment of a listed field's path is all digits, which the store takes for a place in an array");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new BundleParseException(key.at(), String.valueOf(e.getMessage()));
        }
    }

    private Field readField(FieldPath path, YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("type", "class"));
        PartialParser parts = new PartialParser(problems);
        var type = parts.read(() -> readType(object.need("type")));
        var classification = parts.read(() -> object.need("class").parsed(Classification::new));
        return new Field(path, type.get(), classification.get());
    }

    private static FieldType readType(YamlNode node) {
        return FieldType.of(node.text())
                .orElseThrow(() -> node.misread("unknown type; known are string, int, double, decimal, bool, date,"
                        + " objectId, uuid, binary"));
    }
}
