package io.metagate.policy.parser;

import io.metagate.policy.model.ConditionExpression;
import io.metagate.policy.parser.yaml.YamlNode;

/** Reads a condition with the places of its characters. */
final class ExpressionParser {

    private static final int MAX_CHARACTERS = 1_024;

    private ExpressionParser() {}

    static ConditionExpression read(YamlNode node) {
        String text = node.text();
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw node.misread("a condition has up to " + MAX_CHARACTERS + " characters");
        }
        if (text.isBlank()) {
            throw node.misread("expected a condition");
        }
        return new ConditionExpression(node.at(), text, node.places());
    }
}
