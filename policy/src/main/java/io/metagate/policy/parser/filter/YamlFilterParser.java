package io.metagate.policy.parser.filter;

import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.parser.yaml.ProblemCollector;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.List;

/** Reads a filter as a caller of the gateway would write it: the grammar of row scopes without claims. */
record YamlFilterParser(ProblemCollector problems) {

    Predicate read(YamlNode node) {
        if (node.isMapping() && node.keys().isEmpty()) {
            return Predicate.all();
        }
        RowFilterTemplate template = new RowsParser(problems).read(node).template();
        return node.checked(() -> predicate(template));
    }

    private static Predicate predicate(RowFilterTemplate template) {
        if (template instanceof RowFilterTemplate.All all) {
            return new Predicate.And(
                    all.parts().stream().map(YamlFilterParser::predicate).toList());
        }
        if (template instanceof RowFilterTemplate.Any any) {
            return new Predicate.Or(
                    any.parts().stream().map(YamlFilterParser::predicate).toList());
        }
        if (template instanceof RowFilterTemplate.Not not) {
            return new Predicate.Not(predicate(not.part()));
        }
        if (template instanceof RowFilterTemplate.AnyElement any) {
            return new Predicate.AnyElement(any.path(), predicate(any.part()));
        }
        return comparison((RowFilterTemplate.Compared) template);
    }

    private static Predicate comparison(RowFilterTemplate.Compared compared) {
        List<ScalarValue> values = values(compared);
        return switch (compared.test()) {
            case EXISTS -> new Predicate.Exists(compared.path());
            case EQUALS_ANY ->
                values.size() == 1
                        ? new Predicate.Compare(compared.path(), Relation.EQUAL, values.get(0))
                        : new Predicate.In(compared.path(), values);
            case STARTS_WITH -> new Predicate.StartsWith(compared.path(), prefix(values.get(0)));
            case GREATER -> new Predicate.Compare(compared.path(), Relation.GREATER, values.get(0));
            case GREATER_OR_EQUAL -> new Predicate.Compare(compared.path(), Relation.GREATER_OR_EQUAL, values.get(0));
            case LESS -> new Predicate.Compare(compared.path(), Relation.LESS, values.get(0));
            case LESS_OR_EQUAL -> new Predicate.Compare(compared.path(), Relation.LESS_OR_EQUAL, values.get(0));
        };
    }

    private static List<ScalarValue> values(RowFilterTemplate.Compared compared) {
        List<ScalarValue> values = new ArrayList<>();
        for (RowFilterTemplate.Operand operand : compared.operands()) {
            if (!(operand instanceof RowFilterTemplate.Operand.Literal literal)) {
                throw new IllegalArgumentException("a caller's filter has no claims in it");
            }
            values.add(literal.value());
        }
        return values;
    }

    private static String prefix(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException("expected a text to start with");
    }
}
