package io.metagate.policy.parser.filter;

import io.metagate.policy.model.rows.RowComparison;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.ProblemCollector;
import io.metagate.policy.parser.yaml.YamlMember;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.LocatedElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a row scope says of one field: a value, or operators that must all hold. */
record RowConditionParser(ProblemCollector problems, RowsParser rows) {

    private static final Set<String> OF_A_VALUE =
            Set.of("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$startsWith", "$not");
    private static final Set<String> OF_A_FIELD = Stream.concat(OF_A_VALUE.stream(), Stream.of("$exists", "$elemMatch"))
            .collect(Collectors.toUnmodifiableSet());

    RowFilterTemplate read(LocatedElement<FieldPath> path, YamlNode condition, RowLevel level) {
        boolean operators = condition.isMapping()
                && condition.keys().stream().anyMatch(key -> !key.value().matches("\\$(date|oid|uuid)"));
        return operators
                ? readOperators(path, condition, level)
                : equalsAny(path, List.of(operands().one(condition)));
    }

    private RowFilterTemplate readOperators(LocatedElement<FieldPath> path, YamlNode condition, RowLevel level) {
        level.requireWithin(condition);
        Set<String> known = level.ofValues() ? OF_A_VALUE : OF_A_FIELD;
        YamlObject.open(condition, problems, known);
        List<YamlMember> operators = YamlMember.of(condition, problems).stream()
                .filter(member -> known.contains(member.name()))
                .toList();
        if (operators.isEmpty()) {
            throw condition.misread("expected an operator");
        }
        return RowsParser.all(new PartialParser(problems)
                .readEach(operators, operator -> readOperator(operator.name(), path, operator.value(), level))
                .get());
    }

    private RowFilterTemplate readOperator(
            String operator, LocatedElement<FieldPath> path, YamlNode node, RowLevel level) {
        return switch (operator) {
            case "$eq" -> equalsAny(path, List.of(operands().one(node)));
            case "$ne" ->
                new RowFilterTemplate.Not(equalsAny(path, List.of(operands().one(node))));
            case "$in" -> equalsAny(path, operands().several(node));
            case "$nin" -> new RowFilterTemplate.Not(equalsAny(path, operands().several(node)));
            case "$gt" -> compared(path, Test.GREATER, operands().ordered(node));
            case "$gte" -> compared(path, Test.GREATER_OR_EQUAL, operands().ordered(node));
            case "$lt" -> compared(path, Test.LESS, operands().ordered(node));
            case "$lte" -> compared(path, Test.LESS_OR_EQUAL, operands().ordered(node));
            case "$startsWith" -> compared(path, Test.STARTS_WITH, operands().prefix(node));
            case "$not" -> new RowFilterTemplate.Not(readOperators(path, node, level.next()));
            case "$exists" -> readExists(path, node);
            default -> new RowFilterTemplate.AnyElement(path.value(), readElements(path, node, level));
        };
    }

    private RowFilterTemplate readExists(LocatedElement<FieldPath> path, YamlNode node) {
        RowFilterTemplate exists = rows.compared(new RowComparison(path, Test.EXISTS, List.of()));
        return node.bool() ? exists : new RowFilterTemplate.Not(exists);
    }

    /** Operators are about the elements themselves, fields and connectives about documents among them. */
    private RowFilterTemplate readElements(LocatedElement<FieldPath> path, YamlNode node, RowLevel level) {
        boolean ofValues = node.isMapping() && node.keys().stream().anyMatch(key -> OF_A_FIELD.contains(key.value()));
        return ofValues
                ? readOperators(path, node, level.inValues())
                : rows.readObject(node, level.inDocumentsAt(path.value()));
    }

    private RowFilterTemplate equalsAny(LocatedElement<FieldPath> path, List<LocatedElement<Operand>> operands) {
        return rows.compared(new RowComparison(path, Test.EQUALS_ANY, operands));
    }

    private RowFilterTemplate compared(LocatedElement<FieldPath> path, Test test, LocatedElement<Operand> operand) {
        return rows.compared(new RowComparison(path, test, List.of(operand)));
    }

    private RowOperandParser operands() {
        return new RowOperandParser(problems);
    }
}
