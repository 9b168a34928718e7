package io.metagate.policy.parser;

import io.metagate.policy.parser.yaml.ScalarParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.ProblemCollector;
import java.math.BigInteger;

/** Reads a claim of a principal: a scalar or a list of them. */
final class ClaimParser {

    private final ProblemCollector problems;

    ClaimParser(ProblemCollector problems) {
        this.problems = problems;
    }

    /**
     * Reads what a token has there, which may be nothing that a policy can read: {@code null}, an object, a list within
     * a list, a number beyond 64 bits.
     */
    Claim read(YamlNode node) {
        return node.isList() ? Claim.ofList(problems.each(node.items(), ClaimParser::value)) : Claim.of(value(node));
    }

    private static ScalarValue value(YamlNode node) {
        boolean nothing = node.isNull() && node.scalar().equals("null");
        // a typed form is a date or an identifier to its author, and none to a token
        boolean nested = node.isList() || (node.isMapping() && !isTyped(node));
        return nothing || nested || isNumberBeyond(node) ? new ScalarValue.Null() : ScalarParser.readClaim(node);
    }

    private static boolean isTyped(YamlNode node) {
        return node.keys().stream().anyMatch(key -> key.value().startsWith("$"));
    }

    private static boolean isNumberBeyond(YamlNode node) {
        return node.isInteger()
                && node.checked(() -> new BigInteger(node.scalar())).bitLength() >= Long.SIZE;
    }
}
