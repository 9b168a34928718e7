package io.metagate.policy.parser;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.ScalarParser;
import io.metagate.policy.parser.yaml.YamlMember;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.ProblemCollector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads whom a policy or a limit is for. */
record PrincipalsParser(ProblemCollector problems) {

    private static final Set<String> KNOWN = Set.of("roles", "clients", "claims");

    /** Whom a permit is for. */
    PrincipalSelector read(YamlNode node) {
        if (isStar(node)) {
            NameListParser.checked(node.text(), node::misread);
        }
        YamlObject object = YamlObject.open(node, problems, KNOWN);
        PartialParser parts = new PartialParser(problems);
        var roles = parts.read(() -> readNames(object, "roles"));
        var clients = parts.read(() -> readNames(object, "clients"));
        var claims = parts.read(() -> object.get("claims").map(this::readClaims).orElse(Map.of()));
        return node.checked(() -> new PrincipalSelector(roles.get(), clients.get(), claims.get()));
    }

    /** Whom a restrict or a limit is for; everybody, where a star stands alone. */
    Optional<PrincipalSelector> readBounded(YamlNode node) {
        return isStar(node) || isOnlyStar(node) ? Optional.empty() : Optional.of(read(node));
    }

    /** Whether there is one list, be it of a claim, and in it nothing but a star. */
    private static boolean isOnlyStar(YamlNode node) {
        return only(node)
                .filter(member -> KNOWN.contains(member.name()))
                .map(member -> member.name().equals("claims")
                        ? only(member.value())
                                .filter(claim -> isStar(claim.value()) || isStarList(claim.value()))
                                .isPresent()
                        : isStarList(member.value()))
                .orElse(false);
    }

    private static Optional<YamlMember> only(YamlNode node) {
        return Optional.of(node)
                .filter(YamlNode::isMapping)
                .map(mapping -> YamlMember.of(mapping, new ProblemCollector()))
                .filter(members -> members.size() == 1)
                .map(members -> members.get(0));
    }

    private static boolean isStarList(YamlNode node) {
        return node.isList() && node.items().size() == 1 && isStar(node.items().get(0));
    }

    private static boolean isStar(YamlNode node) {
        return node.isText() && node.scalar().equals(NameListParser.STAR);
    }

    private Set<String> readNames(YamlObject object, String key) {
        return Set.copyOf(object.distinct(key, problems).list(key, problems, PrincipalsParser::readName));
    }

    /** The name of a role or a client. An empty name is none: a token without a client has no name of one. */
    static String readName(YamlNode node) {
        String name = NameListParser.checked(node.text(), node::misread);
        if (name.isEmpty()) {
            throw node.misread("expected a name");
        }
        return name;
    }

    private Map<String, List<ScalarValue>> readClaims(YamlNode node) {
        PartialParser parts = new PartialParser(problems);
        Map<Supplier<String>, Supplier<List<ScalarValue>>> read = new LinkedHashMap<>();
        YamlMember.of(node, problems).forEach(claim -> {
            var name = parts.read(() -> NameListParser.checked(claim.name(), claim::misread));
            var values = parts.read(() -> readValues(claim.value()));
            read.put(name, values);
        });
        Map<String, List<ScalarValue>> claims = new HashMap<>();
        read.forEach((name, values) -> claims.put(name.get(), values.get()));
        return claims;
    }

    private List<ScalarValue> readValues(YamlNode node) {
        return node.isList() ? problems.each(node.someItems(), PrincipalsParser::readValue) : List.of(readValue(node));
    }

    private static ScalarValue readValue(YamlNode node) {
        ScalarValue value = ScalarParser.readClaim(node);
        if (value instanceof ScalarValue.Text text) {
            NameListParser.checked(text.text(), node::misread);
        }
        return value;
    }
}
