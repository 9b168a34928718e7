package io.metagate.policy.source;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.FieldSelector;
import io.metagate.policy.path.PathPattern;
import io.metagate.policy.redaction.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.List;
import java.util.Set;

/** Reads one rule of a policy's {@code fields}. */
record FieldRuleReader(Problems problems) {

    FieldRule read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("path", "class", "read", "filter", "sort"));
        FieldSelector selector = readSelector(object);
        Transform read = object.get("read")
                .map(form -> new TransformReader(problems).read(form))
                .orElse(TransformReader.NOTHING);
        List<FilterKind> filter = object.list("filter", problems, FieldRuleReader::readKind);
        boolean sort = object.get("sort").map(YamlNode::bool).orElse(false);
        return new FieldRule(node.at(), selector, read, Set.copyOf(filter), sort);
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
                .orElseThrow(() -> node.misread("unknown use in a filter; known are exact, range"));
    }
}
