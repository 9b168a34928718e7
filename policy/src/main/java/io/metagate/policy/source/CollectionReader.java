package io.metagate.policy.source;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.model.CollectionEntry;
import io.metagate.policy.model.Located;
import io.metagate.policy.path.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Collection}. */
record CollectionReader(Problems problems) {

    CollectionEntry read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("store", "id", "dataSubject", "fields"));
        List<Located<Field>> fields =
                problems.attempt(() -> readFields(object.need("fields"))).orElse(List.of());
        Optional<Located<DataSubject>> dataSubject =
                object.get("dataSubject").flatMap(node -> problems.attempt(() -> readDataSubject(node)));
        Located<StoreLocation> store = readStore(object.need("store"));
        YamlNode id = object.need("id");
        return new CollectionEntry(
                name, store, new Located<>(id.at(), readField(FieldPath.ID, id)), dataSubject, fields);
    }

    private Located<StoreLocation> readStore(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("name", "database", "collection"));
        String name = object.get("name").map(YamlNode::text).orElse(StoreLocation.DEFAULT_STORE);
        String database = object.need("database").text();
        String collection = object.need("collection").text();
        return new Located<>(node.at(), node.checked(() -> new StoreLocation(name, database, collection)));
    }

    private Located<DataSubject> readDataSubject(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("field", "class"));
        FieldPath field = object.need("field").parsed(FieldPath::of);
        String identifierClass = object.need("class").text();
        return new Located<>(node.at(), node.checked(() -> new DataSubject(field, identifierClass)));
    }

    private List<Located<Field>> readFields(YamlNode node) {
        Map<String, YamlNode> members = node.members(problems);
        return node.keys().stream()
                .flatMap(key -> problems.attempt(() -> readListed(key, node, members)).stream())
                .toList();
    }

    private Located<Field> readListed(Located<String> key, YamlNode fields, Map<String, YamlNode> members) {
        FieldPath path;
        try {
            path = FieldPath.of(key.value());
        } catch (IllegalArgumentException e) {
            throw new Misread(key.at(), String.valueOf(e.getMessage()));
        }
        YamlNode entry = Optional.ofNullable(members.get(key.value()))
                .orElseThrow(() -> fields.misread("a field without an entry"));
        return new Located<>(key.at(), readField(path, entry));
    }

    private Field readField(FieldPath path, YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("type", "class"));
        YamlNode type = object.need("type");
        FieldType fieldType = FieldType.of(type.text())
                .orElseThrow(() -> type.misread("unknown type; known are string, int, double, decimal, bool, date,"
                        + " objectId, uuid, binary"));
        return new Field(path, fieldType, object.need("class").parsed(Classification::new));
    }
}
