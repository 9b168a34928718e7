package io.metagate.policy.source;

import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Parts;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads whom a policy or a limit is for. */
record PrincipalsReader(Problems problems) {

    PrincipalSelector read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("roles", "clients", "claims"));
        Parts parts = new Parts(problems);
        var roles = parts.read(() -> readNames(object, "roles"));
        var clients = parts.read(() -> readNames(object, "clients"));
        var claims = parts.read(() -> object.get("claims").map(this::readClaims).orElse(Map.of()));
        return node.checked(() -> new PrincipalSelector(roles.get(), clients.get(), claims.get()));
    }

    private Set<String> readNames(YamlObject object, String key) {
        return Set.copyOf(object.distinct(key, problems).list(key, problems, YamlNode::text));
    }

    private Map<String, List<Value>> readClaims(YamlNode node) {
        Parts parts = new Parts(problems);
        Map<String, Supplier<List<Value>>> read = new HashMap<>();
        node.members(problems).forEach((name, values) -> read.put(name, parts.read(() -> readValues(values))));
        Map<String, List<Value>> claims = new HashMap<>();
        read.forEach((name, values) -> claims.put(name, values.get()));
        return claims;
    }

    private List<Value> readValues(YamlNode node) {
        return node.isList()
                ? problems.each(node.someItems(), ScalarReader::readClaim)
                : List.of(ScalarReader.readClaim(node));
    }
}
