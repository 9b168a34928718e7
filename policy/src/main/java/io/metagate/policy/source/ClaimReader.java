package io.metagate.policy.source;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
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
                    Stream.of(written.split(",")).map(ClaimReader::value).toList());
        }
        Problems problems = new Problems();
        return problems.attempt(() -> new ClaimReader(problems).read(QueryReader.composed(written)))
                .filter(claim -> problems.sorted().isEmpty())
                .orElseGet(() -> Claim.of(new Value.Text(written)));
    }

    Claim read(YamlNode node) {
        return node.isList()
                ? Claim.ofList(problems.each(node.items(), ScalarReader::readClaim))
                : Claim.of(ScalarReader.readClaim(node));
    }

    private static Value value(String written) {
        List<Value> values = read(written).values();
        return values.size() == 1 ? values.get(0) : new Value.Text(written);
    }
}
