package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A YAML mapping with a closed set of keys. */
public final class YamlObject {

    private final YamlNode node;
    private final Map<String, YamlNode> members;

    private YamlObject(YamlNode node, Map<String, YamlNode> members) {
        this.node = node;
        this.members = members;
    }

    /** Opens a mapping; every key outside of the closed set is a problem. */
    public static YamlObject open(YamlNode node, ProblemCollector problems, Set<String> known) {
        Map<String, YamlNode> members = node.members(problems);
        for (LocatedElement<String> key : node.keys()) {
            if (!known.contains(key.value())) {
                problems.add(key.at(), "unknown key '" + key.value() + "'; known here: " + sorted(known));
            }
        }
        return new YamlObject(node, members);
    }

    public SourcePosition at() {
        return node.at();
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    public YamlNode need(String key) {
        return get(key).orElseThrow(() -> node.misread("missing key '" + key + "'"));
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /** The items of an optional list, each made into something. */
    public <T> List<T> list(String key, ProblemCollector problems, Function<YamlNode, T> part) {
        return get(key).map(value -> problems.each(value.someItems(), part)).orElse(List.of());
    }

    /** The items of a list that must be there, each made into something. */
    public <T> List<T> needList(String key, ProblemCollector problems, Function<YamlNode, T> part) {
        return problems.each(need(key).someItems(), part);
    }

    /** Notes each text of a list that stands in it a second time. */
    public YamlObject distinct(String key, ProblemCollector problems) {
        Set<String> seen = new HashSet<>();
        get(key).filter(YamlNode::isList).stream()
                .flatMap(list -> list.items().stream())
                .filter(YamlNode::isScalar)
                .filter(item -> !seen.add(item.scalar()))
                .forEach(item -> problems.add(item.at(), "'" + item.scalar() + "' stands twice in '" + key + "'"));
        return this;
    }

    public BundleParseException misread(String message) {
        return node.misread(message);
    }

    private static List<String> sorted(Set<String> known) {
        return known.stream().sorted().toList();
    }
}
