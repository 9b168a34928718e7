package io.metagate.policy.source;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a claim of a principal: a scalar or a list of them. */
public final class ClaimReader {

    /** What YAML reads as one value whatever stands in it. */
    private static final Pattern WHOLE = Pattern.compile("[\\[{\"'].*", Pattern.DOTALL);

    private final Problems problems;

    ClaimReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a claim in YAML, of which JSON is a part: {@code 3}, {@code "3"}, {@code [eu, us]}. What has commas is a list, and what is none of this is a text. */
    public static Claim read(String written) {
        if (written.contains(",") && !WHOLE.matcher(written).matches()) {
            return Claim.ofList(
                    Stream.of(written.split(",")).map(ClaimReader::part).toList());
        }
        Problems problems = new Problems();
        return problems.attempt(() -> new ClaimReader(problems).read(QueryReader.composed(written)))
                .filter(claim -> problems.sorted().isEmpty())
                .orElseGet(() -> Claim.of(new Value.Text(written)));
    }

    /** Reads what a token has there, which may be nothing that a policy can read: {@code null}, an object, a list within a list, a number beyond 64 bits. */
    Claim read(YamlNode node) {
        return node.isList() ? Claim.ofList(problems.each(node.items(), ClaimReader::value)) : Claim.of(value(node));
    }

    private static Value value(YamlNode node) {
        boolean nothing = node.isNull() && node.scalar().equals("null");
        // a typed form is a date or an identifier to its author, and none to a token
        boolean nested = node.isList() || (node.isMapping() && !isTyped(node));
        return nothing || nested || isNumberBeyond(node) ? new Value.Null() : ScalarReader.readClaim(node);
    }

    private static boolean isTyped(YamlNode node) {
        return node.keys().stream().anyMatch(key -> key.value().startsWith("$"));
    }

    private static boolean isNumberBeyond(YamlNode node) {
        return node.isInteger()
                && node.checked(() -> new BigInteger(node.scalar())).bitLength() >= Long.SIZE;
    }

    private static Value part(String written) {
        List<Value> values = read(written).values();
        return values.size() == 1 ? values.get(0) : new Value.Text(written);
    }
}
