package io.metagate.policy.source;

import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.model.RowTemplate.Test;
import io.metagate.policy.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a row scope says of one field: a value, or operators that must all hold. */
record RowTestReader(Problems problems, RowsReader rows) {

    private static final RowOperandReader OPERANDS = new RowOperandReader();
    private static final Set<String> OF_A_VALUE =
            Set.of("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$startsWith", "$not");
    private static final Set<String> OF_A_FIELD = Stream.concat(OF_A_VALUE.stream(), Stream.of("$exists", "$elemMatch"))
            .collect(Collectors.toUnmodifiableSet());

    RowTemplate read(FieldPath path, YamlNode condition, RowLevel level) {
        boolean operators = condition.isMapping()
                && condition.keys().stream().anyMatch(key -> !key.value().matches("\\$(date|oid|uuid)"));
        return operators ? readOperators(path, condition, level) : equalsAny(path, List.of(OPERANDS.one(condition)));
    }

    private RowTemplate readOperators(FieldPath path, YamlNode condition, RowLevel level) {
        level.requireWithin(condition);
        Set<String> known = level.ofValues() ? OF_A_VALUE : OF_A_FIELD;
        YamlObject.open(condition, problems, known);
        List<RowTemplate> parts = new ArrayList<>();
        condition.members(new Problems()).forEach((operator, node) -> {
            if (known.contains(operator)) {
                parts.add(readOperator(operator, path, node, level));
            }
        });
        if (parts.isEmpty()) {
            throw condition.misread("expected an operator");
        }
        return RowsReader.all(parts);
    }

    private RowTemplate readOperator(String operator, FieldPath path, YamlNode node, RowLevel level) {
        return switch (operator) {
            case "$eq" -> equalsAny(path, List.of(OPERANDS.one(node)));
            case "$ne" -> new RowTemplate.Not(equalsAny(path, List.of(OPERANDS.one(node))));
            case "$in" -> equalsAny(path, OPERANDS.several(node));
            case "$nin" -> new RowTemplate.Not(equalsAny(path, OPERANDS.several(node)));
            case "$gt" -> compared(path, Test.GREATER, OPERANDS.ordered(node));
            case "$gte" -> compared(path, Test.GREATER_OR_EQUAL, OPERANDS.ordered(node));
            case "$lt" -> compared(path, Test.LESS, OPERANDS.ordered(node));
            case "$lte" -> compared(path, Test.LESS_OR_EQUAL, OPERANDS.ordered(node));
            case "$startsWith" -> compared(path, Test.STARTS_WITH, OPERANDS.prefix(node));
            case "$not" -> new RowTemplate.Not(readOperators(path, node, level.next()));
            case "$exists" -> readExists(path, node);
            default -> new RowTemplate.AnyElement(path, readElements(path, node, level));
        };
    }

    private static RowTemplate readExists(FieldPath path, YamlNode node) {
        RowTemplate exists = new RowTemplate.Compared(path, Test.EXISTS, List.of());
        return node.bool() ? exists : new RowTemplate.Not(exists);
    }

    /** Operators are about the elements themselves, fields and connectives about documents among them. */
    private RowTemplate readElements(FieldPath path, YamlNode node, RowLevel level) {
        boolean ofValues = node.isMapping() && node.keys().stream().anyMatch(key -> OF_A_FIELD.contains(key.value()));
        return ofValues
                ? readOperators(path, node, level.inValues())
                : rows.readObject(node, level.inDocumentsAt(path));
    }

    private static RowTemplate equalsAny(FieldPath path, List<Operand> operands) {
        return new RowTemplate.Compared(path, Test.EQUALS_ANY, operands);
    }

    private static RowTemplate compared(FieldPath path, Test test, Operand operand) {
        return new RowTemplate.Compared(path, test, List.of(operand));
    }
}
