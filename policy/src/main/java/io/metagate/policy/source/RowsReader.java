package io.metagate.policy.source;

import io.metagate.policy.model.RowTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the row scope of a policy: the predicate grammar of the API, with claims where a value can stand. */
final class RowsReader {

    private final Problems problems;
    private final RowTestReader tests;

    RowsReader(Problems problems) {
        this.problems = problems;
        this.tests = new RowTestReader(problems, this);
    }

    RowTemplate read(YamlNode node) {
        return readObject(node, RowLevel.TOP);
    }

    /** Fields and connectives, all of which must hold. */
    RowTemplate readObject(YamlNode node, RowLevel level) {
        level.requireWithin(node);
        Map<String, YamlNode> members = node.members(problems);
        if (members.isEmpty()) {
            throw node.misread("expected at least one field");
        }
        List<RowTemplate> parts = new ArrayList<>();
        members.forEach((key, value) -> parts.add(
                key.startsWith("$") ? readConnective(key, value, level.next()) : readField(key, value, level.next())));
        return all(parts);
    }

    private RowTemplate readConnective(String key, YamlNode node, RowLevel level) {
        if (!key.equals("$and") && !key.equals("$or")) {
            throw node.misread("unknown operator '" + key + "'; known between fields are $and, $or");
        }
        level.requireWithin(node);
        List<RowTemplate> parts = node.someItems().stream()
                .map(item -> readObject(item, level.next()))
                .toList();
        return key.equals("$and") ? all(parts) : new RowTemplate.Any(parts);
    }

    private RowTemplate readField(String written, YamlNode condition, RowLevel level) {
        level.requireWithin(condition);
        return tests.read(condition.checked(() -> level.path(written)), condition, level);
    }

    /** The parts; the only one alone. */
    static RowTemplate all(List<RowTemplate> parts) {
        return parts.size() == 1 ? parts.get(0) : new RowTemplate.All(parts);
    }
}
