package io.metagate.policy.parser;

import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PolicyMode;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.model.QueryConstraintsEntry;
import io.metagate.policy.parser.filter.RowsParser;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the spec of a {@code Policy} whose effect is to permit. */
record PolicyParser(ProblemCollector problems) {

    private static final Set<String> KNOWN = Set.of(
            "mode",
            "effect",
            "principals",
            "purposes",
            "collections",
            "actions",
            "scan",
            "minGroup",
            "when",
            "rows",
            "fields");

    private static final Set<String> KNOWN_OF_ANY =
            Stream.concat(KNOWN.stream(), RestrictionParser.KNOWN.stream()).collect(Collectors.toUnmodifiableSet());

    private static final String KNOWN_ACTIONS = Arrays.stream(Action.values())
            .filter(PolicyParser::isPermitted)
            .map(Action::wireName)
            .collect(Collectors.joining(", "));

    /** The policy; empty where one of its parts cannot be read. */
    Optional<Policy> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN)
                .distinct("purposes", problems)
                .distinct("actions", problems);
        PartialParser parts = new PartialParser(problems);
        var fields =
                parts.read(() -> object.needList("fields", problems, rule -> new FieldRuleParser(problems).read(rule)));
        var rows = parts.read(() -> object.get("rows").map(node -> new RowsParser(problems).read(node)));
        var when = parts.read(() -> object.get("when").map(ExpressionParser::read));
        var principals = parts.read(() -> new PrincipalsParser(problems).read(object.need("principals")));
        var purposes = parts.read(() -> object.needList("purposes", problems, YamlNode::located));
        var collections = parts.read(() -> new NameListParser(problems).readCollections(object));
        var actions = parts.read(() -> object.needList("actions", problems, PolicyParser::readAction));
        var terms = parts.read(() -> readTerms(object));
        return parts.whole(() -> new Policy(
                name,
                readMode(object, problems),
                principals.get(),
                purposes.get(),
                collections.get(),
                Set.copyOf(actions.get()),
                terms.get(),
                rows.get(),
                when.get(),
                fields.get()));
    }

    /**
     * Notes the problems that a policy has whatever its effect is; whether it has all that its effect asks for, and
     * nothing else, cannot be told.
     */
    boolean checkWithoutEffect(YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN_OF_ANY)
                .distinct("purposes", problems)
                .distinct("actions", problems);
        problems.attempt(() -> object.list("fields", problems, rule -> new FieldRuleParser(problems).read(rule)));
        problems.attempt(() -> object.get("rows").map(node -> new RowsParser(problems).read(node)));
        problems.attempt(() -> object.get("deny").map(YamlNode::bool));
        problems.attempt(() -> object.get("when").map(ExpressionParser::read));
        problems.attempt(
                () -> object.get("principals").flatMap(node -> new PrincipalsParser(problems).readBounded(node)));
        problems.attempt(() -> object.list("purposes", problems, YamlNode::located));
        problems.attempt(() -> new NameListParser(problems).readCollections(object));
        problems.attempt(() -> object.needList("actions", problems, PolicyParser::readAction));
        problems.attempt(() -> readTerms(object));
        readMode(object, problems);
        return false;
    }

    private QueryConstraintsEntry readTerms(YamlObject object) {
        PartialParser parts = new PartialParser(problems);
        var scan = parts.read(() -> object.get("scan").map(node -> new LocatedElement<>(node.at(), node.bool())));
        var minGroup = parts.read(
                () -> object.get("minGroup").map(node -> new LocatedElement<>(node.at(), readMinGroup(node))));
        return new QueryConstraintsEntry(scan.get(), minGroup.get());
    }

    private static int readMinGroup(YamlNode node) {
        int smallest = node.checked(() -> Math.toIntExact(Math.min(node.integer(), Integer.MAX_VALUE)));
        return node.checked(() -> new QueryConstraints(false, smallest)).minGroup();
    }

    static PolicyMode readMode(YamlObject object, ProblemCollector problems) {
        return object.get("mode")
                .flatMap(mode -> problems.attempt(() -> switch (mode.text()) {
                    case "draft" -> PolicyMode.DRAFT;
                    case "shadow" -> PolicyMode.SHADOW;
                    case "active" -> PolicyMode.ACTIVE;
                    default -> throw mode.misread("expected draft, shadow or active");
                }))
                .orElse(PolicyMode.ACTIVE);
    }

    static Action readAction(YamlNode node) {
        Action action =
                Action.of(node.text()).orElseThrow(() -> node.misread("unknown action; known are " + KNOWN_ACTIONS));
        if (!isPermitted(action)) {
            throw node.misread("expected an action that policies are for; to explain needs no permit");
        }
        return action;
    }

    private static boolean isPermitted(Action action) {
        return action != Action.EXPLAIN;
    }
}
