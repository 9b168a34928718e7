package io.metagate.policy.parser;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.model.selector.FieldSelector;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.path.PathPattern;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.source.ProblemCollector;
import java.util.Set;

/** Reads one rule of a policy's {@code fields}. */
record FieldRuleParser(ProblemCollector problems) {

    private static final Set<String> KNOWN = Set.of("path", "class", "read", "filter", "sort", "group", "write");

    FieldRule read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, KNOWN);
        PartialParser parts = new PartialParser(problems);
        var selector = parts.read(() -> readSelector(object));
        var read = parts.read(() -> readTransform(object));
        var filter = parts.read(
                () -> object.distinct("filter", problems).list("filter", problems, FieldRuleParser::readKind));
        var sort = parts.read(() -> object.get("sort").map(YamlNode::bool).orElse(false));
        var group = parts.read(() -> object.get("group").map(YamlNode::bool).orElse(false));
        var write = parts.read(
                () -> object.get("write").map(FieldRuleParser::readWrite).orElse(WriteRight.NONE));
        FieldUses uses = new FieldUses(Set.copyOf(filter.get()), sort.get(), group.get());
        return new FieldRule(node.at(), selector.get(), read.get(), uses, write.get());
    }

    private Transform readTransform(YamlObject object) {
        return object.get("read")
                .map(form -> new TransformParser(problems).read(form))
                .orElse(TransformParser.NOTHING);
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
