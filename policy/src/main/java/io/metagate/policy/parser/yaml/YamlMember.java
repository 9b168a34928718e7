package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key of a YAML mapping with what stands under it. */
public record YamlMember(LocatedElement<String> key, YamlNode value) {

    /** The members of a mapping in their order, each key a text and there once. */
    public static List<YamlMember> of(YamlNode node, ProblemCollector problems) {
        Map<String, YamlNode> members = node.members(problems);
        return node.keys().stream()
                .flatMap(key ->
                        Optional.ofNullable(members.get(key.value())).map(value -> new YamlMember(key, value)).stream())
                .toList();
    }

    public String name() {
        return key.value();
    }

    /** A problem of the key. */
    public BundleParseException misread(String message) {
        return new BundleParseException(key.at(), message);
    }
}
