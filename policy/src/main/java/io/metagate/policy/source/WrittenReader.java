package io.metagate.policy.source;

import io.metagate.policy.model.Written;
import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a value of any form. */
record WrittenReader(Problems problems) {

    Written read(YamlNode node) {
        if (node.isMapping()) {
            return readMembers(node);
        }
        if (node.isList()) {
            return new Written.Items(node.at(), problems.each(node.items(), this::read));
        }
        Value value = node.isNull() ? new Value.Null() : ScalarReader.read(node);
        return new Written.Scalar(node.at(), value);
    }

    Written.Members readMembers(YamlNode node) {
        Map<String, Written> members = new LinkedHashMap<>();
        node.members(problems).forEach((name, member) -> problems.attempt(() -> read(member))
                .ifPresent(value -> members.put(name, value)));
        return new Written.Members(node.at(), members);
    }
}
