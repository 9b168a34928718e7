package io.metagate.policy.source;

import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.request.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads whom a policy or a limit is for. */
record PrincipalsReader(Problems problems) {

    PrincipalSelector read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("roles", "clients", "claims"));
        Set<String> roles = Set.copyOf(object.distinct("roles", problems).list("roles", problems, YamlNode::text));
        Set<String> clients =
                Set.copyOf(object.distinct("clients", problems).list("clients", problems, YamlNode::text));
        Map<String, List<Value>> claims = new HashMap<>();
        object.get("claims").ifPresent(node1 -> node1.members(problems)
                .forEach((name, values) -> claims.put(name, readValues(values))));
        return node.checked(() -> new PrincipalSelector(roles, clients, claims));
    }

    private List<Value> readValues(YamlNode node) {
        return node.isList()
                ? problems.each(node.someItems(), ScalarReader::readClaim)
                : List.of(ScalarReader.readClaim(node));
    }
}
