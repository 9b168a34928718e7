package io.metagate.policy.parser.filter;

import io.metagate.policy.model.rows.RowComparison;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowsEntry;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.ProblemCollector;
import io.metagate.policy.parser.yaml.YamlMember;
import io.metagate.policy.parser.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the row scope of a policy: the predicate grammar of the API, with claims where a value can stand. One reader
 * reads one scope.
 */
public final class RowsParser {

    private final ProblemCollector problems;
    private final RowConditionParser tests;
    private final List<RowComparison> comparisons = new ArrayList<>();

    public RowsParser(ProblemCollector problems) {
        this.problems = problems;
        this.tests = new RowConditionParser(problems, this);
    }

    public RowsEntry read(YamlNode node) {
        RowFilterTemplate template = readObject(node, RowLevel.TOP);
        return new RowsEntry(node.at(), template, comparisons);
    }

    /** Fields and connectives, all of which must hold. */
    RowFilterTemplate readObject(YamlNode node, RowLevel level) {
        level.requireWithin(node);
        List<YamlMember> members = YamlMember.of(node, problems);
        if (members.isEmpty()) {
            throw node.misread("expected at least one field");
        }
        return all(new PartialParser(problems)
                .readEach(members, member -> readMember(member, level.next()))
                .get());
    }

    /** Remembers where a comparison stands. */
    RowFilterTemplate compared(RowComparison comparison) {
        comparisons.add(comparison);
        return comparison.template();
    }

    private RowFilterTemplate readMember(YamlMember member, RowLevel level) {
        if (member.name().startsWith("$")) {
            return readConnective(member, level);
        }
        level.requireWithin(member.value());
        return tests.read(member.parsedKey(level::path), member.value(), level);
    }

    private RowFilterTemplate readConnective(YamlMember member, RowLevel level) {
        boolean and = member.name().equals("$and");
        if (!and && !member.name().equals("$or")) {
            throw member.misread("unknown operator '" + member.name() + "'; known between fields are $and, $or");
        }
        level.requireWithin(member.value());
        List<RowFilterTemplate> parts = new PartialParser(problems)
                .readEach(member.value().someItems(), item -> readObject(item, level.next()))
                .get();
        return and ? all(parts) : new RowFilterTemplate.Any(parts);
    }

    /** The parts; the only one alone. */
    static RowFilterTemplate all(List<RowFilterTemplate> parts) {
        return parts.size() == 1 ? parts.get(0) : new RowFilterTemplate.All(parts);
    }
}
