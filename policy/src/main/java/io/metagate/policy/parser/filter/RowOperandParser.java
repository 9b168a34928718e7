package io.metagate.policy.parser.filter;

import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.ProblemCollector;
import io.metagate.policy.parser.yaml.ScalarParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.source.LocatedElement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a row scope compares a field with: values and claims. */
record RowOperandParser(ProblemCollector problems) {

    private static final Pattern CLAIM = Pattern.compile("\\$\\{principal\\.claims\\.([A-Za-z0-9_:/.-]{1,128})\\}");
    private static final int MAX_VALUES = 100;

    LocatedElement<Operand> one(YamlNode node) {
        return new LocatedElement<>(node.at(), operand(node));
    }

    private static Operand operand(YamlNode node) {
        if (node.isText() && node.scalar().contains("${")) {
            Matcher claim = CLAIM.matcher(node.scalar());
            if (!claim.matches()) {
                throw node.misread("expected ${principal.claims.NAME} and nothing around it");
            }
            return new Operand.Claim(claim.group(1));
        }
        // Nothing written is more likely forgotten than meant, and null finds the records without the field.
        boolean isNull = node.isNull() && node.scalar().equals("null");
        return new Operand.Literal(isNull ? new ScalarValue.Null() : ScalarParser.read(node));
    }

    /** A list, or a claim that is one. */
    List<LocatedElement<Operand>> several(YamlNode node) {
        if (node.isList()) {
            List<YamlNode> items = node.someItems();
            if (items.size() > MAX_VALUES) {
                throw node.misread("a list has at most " + MAX_VALUES + " values");
            }
            return new PartialParser(problems).readEach(items, this::one).get();
        }
        if (node.isScalar() && operand(node) instanceof Operand.Claim claim) {
            return List.of(new LocatedElement<>(node.at(), claim));
        }
        throw node.misread("expected a list or a claim such as ${principal.claims.regions}");
    }

    LocatedElement<Operand> ordered(YamlNode node) {
        LocatedElement<Operand> operand = one(node);
        if (operand.value() instanceof Operand.Literal literal && literal.value() instanceof ScalarValue.Null) {
            throw node.misread("null has no order");
        }
        return operand;
    }

    LocatedElement<Operand> prefix(YamlNode node) {
        LocatedElement<Operand> operand = one(node);
        boolean prefix = !(operand.value() instanceof Operand.Literal literal)
                || (literal.value() instanceof ScalarValue.Text text
                        && text.text().length() <= Predicate.StartsWith.MAX_LENGTH);
        if (!prefix) {
            throw node.misread("expected a text of at most " + Predicate.StartsWith.MAX_LENGTH + " characters");
        }
        return operand;
    }
}
