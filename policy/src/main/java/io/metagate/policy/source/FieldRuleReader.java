package io.metagate.policy.source;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.FieldSelector;
import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.path.PathPattern;
import io.metagate.policy.redaction.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.List;
import java.util.Set;

/** Reads one rule of a policy's {@code fields}. */
record FieldRuleReader(Problems problems) {

    private static final Set<String> KNOWN = Set.of("path", "class", "read", "filter", "sort", "group", "write");

    FieldRule read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, KNOWN);
        FieldSelector selector = readSelector(object);
        Transform read = object.get("read")
                .map(form -> new TransformReader(problems).read(form))
                .orElse(TransformReader.NOTHING);
        List<FilterKind> filter =
                object.distinct("filter", problems).list("filter", problems, FieldRuleReader::readKind);
        boolean sort = object.get("sort").map(YamlNode::bool).orElse(false);
        boolean group = object.get("group").map(YamlNode::bool).orElse(false);
        WriteRight write = object.get("write").map(FieldRuleReader::readWrite).orElse(WriteRight.NONE);
        return new FieldRule(node.at(), selector, read, new FieldUses(Set.copyOf(filter), sort, group), write);
    }

    private static WriteRight readWrite(YamlNode node) {
        if (!node.isText()) {
            return node.bool() ? WriteRight.SEEING : WriteRight.NONE;
        }
        if (node.text().equals("blind")) {
            return WriteRight.BLIND;
        }
        throw node.misread("expected true, false or blind");
    }

    static FieldSelector readSelector(YamlObject object) {
        if (object.has("path") == object.has("class")) {
            throw object.misread("expected one of path and class");
        }
        return object.has("path")
                ? new FieldSelector.ByPath(object.need("path").parsed(PathPattern::of))
                : new FieldSelector.ByClass(object.need("class").parsed(Classification::new));
    }

    private static FilterKind readKind(YamlNode node) {
        return FilterKind.of(node.text())
                .orElseThrow(() -> node.misread("unknown use in a filter; known are exact, range, prefix, exists"));
    }
}
