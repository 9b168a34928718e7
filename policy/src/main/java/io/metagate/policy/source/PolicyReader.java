package io.metagate.policy.source;

import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.request.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Policy}. */
record PolicyReader(Problems problems) {

    private static final Set<String> KNOWN =
            Set.of("mode", "effect", "principals", "purposes", "collections", "actions", "rows", "fields");

    Policy read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        object.get("mode").ifPresent(mode -> problems.attempt(() -> expect(mode, "active")));
        problems.attempt(() -> expect(object.need("effect"), "permit"));
        List<FieldRule> fields = object.needList("fields", problems, rule -> new FieldRuleReader(problems).read(rule));
        Optional<Located<RowTemplate>> rows =
                object.get("rows").map(node -> new Located<>(node.at(), new RowsReader(problems).read(node)));
        PrincipalSelector principals = new PrincipalsReader(problems).read(object.need("principals"));
        List<Located<String>> purposes = object.needList("purposes", problems, YamlNode::located);
        List<Located<String>> collections = object.needList("collections", problems, YamlNode::located);
        List<Action> actions = object.needList("actions", problems, PolicyReader::readAction);
        return new Policy(name, principals, purposes, collections, Set.copyOf(actions), rows, fields);
    }

    private static String expect(YamlNode node, String only) {
        if (!node.text().equals(only)) {
            throw node.misread("expected '" + only + "'");
        }
        return only;
    }

    private static Action readAction(YamlNode node) {
        return Action.of(node.text())
                .filter(action -> action == Action.READ || action == Action.SEARCH)
                .orElseThrow(() -> node.misread("unknown action; known are read, search"));
    }
}
