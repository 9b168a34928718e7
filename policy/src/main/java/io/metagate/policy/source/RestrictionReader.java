package io.metagate.policy.source;

import io.metagate.policy.model.Expression;
import io.metagate.policy.model.FieldSelector;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.request.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Policy} whose effect is to restrict. */
record RestrictionReader(Problems problems) {

    private static final Set<String> KNOWN =
            Set.of("mode", "effect", "principals", "purposes", "collections", "actions", "when", "deny", "fields");

    Restriction read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        boolean deny = object.get("deny").map(YamlNode::bool).orElse(false);
        if (deny == object.has("fields")) {
            throw object.misread("a restrict has either 'deny: true' or 'fields'");
        }
        List<Restriction.Cap> fields = object.list("fields", problems, this::readCap);
        Optional<PrincipalSelector> principals =
                object.get("principals").map(node -> new PrincipalsReader(problems).read(node));
        Optional<Expression> when =
                object.get("when").flatMap(node -> problems.attempt(() -> ExpressionReader.read(node)));
        List<Located<String>> purposes = object.list("purposes", problems, YamlNode::located);
        List<Action> actions = object.needList("actions", problems, PolicyReader::readAction);
        return new Restriction(
                name,
                PolicyReader.readMode(object, problems),
                principals,
                purposes,
                readCollections(object),
                Set.copyOf(actions),
                when,
                deny,
                fields);
    }

    /** The names; none where a star stands for all. */
    private List<Located<String>> readCollections(YamlObject object) {
        List<Located<String>> names = object.needList("collections", problems, YamlNode::located);
        boolean all = names.stream().anyMatch(name -> name.value().equals("*"));
        if (all && names.size() > 1) {
            throw object.need("collections").misread("'*' stands for all collections and alone");
        }
        return all ? List.of() : names;
    }

    private Restriction.Cap readCap(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("path", "class", "read"));
        FieldSelector selector = FieldRuleReader.readSelector(object);
        return new Restriction.Cap(node.at(), selector, new TransformReader(problems).read(object.need("read")));
    }
}
