package io.metagate.policy.source;

import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the row scope of a policy: field paths with a value, {@code $eq} or {@code $in}; all of them must hold. */
record RowsReader(Problems problems) {

    private static final Pattern CLAIM = Pattern.compile("\\$\\{principal\\.claims\\.([A-Za-z0-9_:/.-]{1,128})\\}");

    RowTemplate read(YamlNode node) {
        Map<String, YamlNode> members = node.members(problems);
        if (members.isEmpty()) {
            throw node.misread("expected at least one field");
        }
        List<RowTemplate> parts = new ArrayList<>();
        members.forEach((path, condition) -> parts.add(readField(condition, path)));
        return parts.size() == 1 ? parts.get(0) : new RowTemplate.All(parts);
    }

    private RowTemplate readField(YamlNode condition, String written) {
        FieldPath path = condition.checked(() -> FieldPath.of(written));
        boolean operators = condition.isMapping()
                && condition.keys().stream().anyMatch(key -> !key.value().matches("\\$(date|oid|uuid)"));
        return operators ? readOperators(condition, path) : anyOf(path, List.of(readOperand(condition)));
    }

    private RowTemplate readOperators(YamlNode condition, FieldPath path) {
        YamlObject object = YamlObject.open(condition, problems, Set.of("$eq", "$in"));
        List<RowTemplate> parts = new ArrayList<>();
        object.get("$eq").ifPresent(node -> parts.add(anyOf(path, List.of(readOperand(node)))));
        object.get("$in").ifPresent(node -> parts.add(anyOf(path, readOperands(node))));
        if (parts.isEmpty()) {
            throw condition.misread("expected $eq or $in");
        }
        return parts.size() == 1 ? parts.get(0) : new RowTemplate.All(parts);
    }

    private List<RowTemplate.Operand> readOperands(YamlNode node) {
        return node.isList() ? problems.each(node.someItems(), this::readOperand) : List.of(needClaim(node));
    }

    private RowTemplate.Operand needClaim(YamlNode node) {
        if (readOperand(node) instanceof RowTemplate.Operand.Claim claim) {
            return claim;
        }
        throw node.misread("expected a list or a claim such as ${principal.claims.regions}");
    }

    private RowTemplate.Operand readOperand(YamlNode node) {
        if (node.isText() && node.scalar().contains("${")) {
            Matcher claim = CLAIM.matcher(node.scalar());
            if (!claim.matches()) {
                throw node.misread("expected ${principal.claims.NAME} and nothing around it");
            }
            return new RowTemplate.Operand.Claim(claim.group(1));
        }
        return new RowTemplate.Operand.Literal(ScalarReader.read(node));
    }

    private static RowTemplate anyOf(FieldPath path, List<RowTemplate.Operand> operands) {
        return new RowTemplate.AnyOf(path, operands);
    }
}
