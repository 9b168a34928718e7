package io.metagate.policy.source;

import io.metagate.policy.model.Located;
import io.metagate.policy.model.Mode;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.QueryTerms;
import io.metagate.policy.model.TermsEntry;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.yaml.Parts;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.util.Arrays;
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

    private static final String KNOWN_ACTIONS = Arrays.stream(Action.values())
            .filter(PolicyReader::isPermitted)
            .map(Action::written)
            .collect(Collectors.joining(", "));

    /** The policy; empty where one of its parts cannot be read. */
    Optional<Policy> read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN)
                .distinct("purposes", problems)
                .distinct("actions", problems);
        Parts parts = new Parts(problems);
        var fields =
                parts.read(() -> object.needList("fields", problems, rule -> new FieldRuleReader(problems).read(rule)));
        var rows = parts.read(() -> object.get("rows").map(node -> new RowsReader(problems).read(node)));
        var when = parts.read(() -> object.get("when").map(ExpressionReader::read));
        var principals = parts.read(() -> new PrincipalsReader(problems).read(object.need("principals")));
        var purposes = parts.read(() -> object.needList("purposes", problems, YamlNode::located));
        var collections = parts.read(() -> new NameListReader(problems).readCollections(object));
        var actions = parts.read(() -> object.needList("actions", problems, PolicyReader::readAction));
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

    private TermsEntry readTerms(YamlObject object) {
        Parts parts = new Parts(problems);
        var scan = parts.read(() -> object.get("scan").map(node -> new Located<>(node.at(), node.bool())));
        var minGroup =
                parts.read(() -> object.get("minGroup").map(node -> new Located<>(node.at(), readMinGroup(node))));
        return new TermsEntry(scan.get(), minGroup.get());
    }

    private static int readMinGroup(YamlNode node) {
        int smallest = node.checked(() -> Math.toIntExact(Math.min(node.integer(), Integer.MAX_VALUE)));
        return node.checked(() -> new QueryTerms(false, smallest)).minGroup();
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
