package io.metagate.policy.parser.filter;

import io.metagate.policy.model.YamlValue;
import io.metagate.policy.parser.yaml.ScalarParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.ProblemCollector;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a value of any form. */
public record YamlValueParser(ProblemCollector problems) {

    public YamlValue read(YamlNode node) {
        if (node.isMapping()) {
            return readMembers(node);
        }
        if (node.isList()) {
            return new YamlValue.Items(node.at(), problems.each(node.items(), this::read));
        }
        ScalarValue value = node.isNull() ? new ScalarValue.Null() : ScalarParser.read(node);
        return new YamlValue.Scalar(node.at(), value);
    }

    public YamlValue.Members readMembers(YamlNode node) {
        Map<String, YamlValue> members = new LinkedHashMap<>();
        node.members(problems).forEach((name, member) -> problems.attempt(() -> read(member))
                .ifPresent(value -> members.put(name, value)));
        return new YamlValue.Members(node.at(), members);
    }
}
