package io.metagate.policy.source;

import io.metagate.policy.model.Expression;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Mode;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.model.QueryTerms;
import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.request.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the spec of a {@code Policy} whose effect is to permit. */
record PolicyReader(Problems problems) {

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

    private static final String KNOWN_ACTIONS =
            Arrays.stream(Action.values()).map(Action::written).collect(Collectors.joining(", "));

    Policy read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        List<FieldRule> fields = object.needList("fields", problems, rule -> new FieldRuleReader(problems).read(rule));
        Optional<Located<RowTemplate>> rows =
                object.get("rows").map(node -> new Located<>(node.at(), new RowsReader(problems).read(node)));
        Optional<Expression> when =
                object.get("when").flatMap(node -> problems.attempt(() -> ExpressionReader.read(node)));
        PrincipalSelector principals = new PrincipalsReader(problems).read(object.need("principals"));
        List<Located<String>> purposes = object.needList("purposes", problems, YamlNode::located);
        List<Located<String>> collections = object.needList("collections", problems, YamlNode::located);
        List<Action> actions = object.needList("actions", problems, PolicyReader::readAction);
        return new Policy(
                name,
                readMode(object, problems),
                principals,
                purposes,
                collections,
                Set.copyOf(actions),
                readTerms(object),
                rows,
                when,
                fields);
    }

    private static QueryTerms readTerms(YamlObject object) {
        boolean scan = object.get("scan").map(YamlNode::bool).orElse(false);
        return object.get("minGroup")
                .map(node -> {
                    int smallest = node.checked(() -> Math.toIntExact(Math.min(node.integer(), Integer.MAX_VALUE)));
                    return node.checked(() -> new QueryTerms(scan, smallest));
                })
                .orElseGet(() -> new QueryTerms(scan, QueryTerms.DEFAULT_MIN_GROUP));
    }

    static Mode readMode(YamlObject object, Problems problems) {
        return object.get("mode")
                .flatMap(mode -> problems.attempt(() -> switch (mode.text()) {
                    case "draft" -> Mode.DRAFT;
                    case "shadow" -> Mode.SHADOW;
                    case "active" -> Mode.ACTIVE;
                    default -> throw mode.misread("expected draft, shadow or active");
                }))
                .orElse(Mode.ACTIVE);
    }

    static Action readAction(YamlNode node) {
        return Action.of(node.text()).orElseThrow(() -> node.misread("unknown action; known are " + KNOWN_ACTIONS));
    }
}
