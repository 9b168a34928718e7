package io.metagate.policy.parser;

import io.metagate.policy.model.Restriction;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Policy} whose effect is to restrict. */
record RestrictionParser(ProblemCollector problems) {

    static final Set<String> KNOWN =
            Set.of("mode", "effect", "principals", "purposes", "collections", "actions", "when", "deny", "fields");

    /** The restrict; empty where one of its parts cannot be read. */
    Optional<Restriction> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN)
                .distinct("purposes", problems)
                .distinct("actions", problems);
        PartialParser parts = new PartialParser(problems);
        var deny = parts.read(() -> readDeny(object));
        var fields = parts.read(() -> object.list("fields", problems, this::readCap));
        var principals = parts.read(
                () -> object.get("principals").flatMap(node -> new PrincipalsParser(problems).readBounded(node)));
        var when = parts.read(() -> object.get("when").map(ExpressionParser::read));
        var purposes = parts.read(() -> object.list("purposes", problems, YamlNode::located));
        var collections = parts.read(() -> new NameListParser(problems).readCollections(object));
        var actions = parts.read(() -> object.needList("actions", problems, PolicyParser::readAction));
        return parts.whole(() -> new Restriction(
                name,
                PolicyParser.readMode(object, problems),
                principals.get(),
                purposes.get(),
                collections.get(),
                Set.copyOf(actions.get()),
                when.get(),
                deny.get(),
                fields.get()));
    }

    private static boolean readDeny(YamlObject object) {
        boolean deny = object.get("deny").map(YamlNode::bool).orElse(false);
        if (deny == object.has("fields")) {
            throw object.misread("a restrict has either 'deny: true' or 'fields'");
        }
        return deny;
    }

    private Restriction.Cap readCap(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("path", "class", "read"));
        PartialParser parts = new PartialParser(problems);
        var selector = parts.read(() -> FieldRuleParser.readSelector(object));
        var read = parts.read(() -> new TransformParser(problems).read(object.need("read")));
        return new Restriction.Cap(node.at(), selector.get(), read.get());
    }
}
