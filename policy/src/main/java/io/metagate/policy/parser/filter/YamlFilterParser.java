package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.source.ProblemCollector;

/** Reads a filter as a caller of the gateway would write it: the grammar of row scopes without claims. */
record YamlFilterParser(ProblemCollector problems) {

    Predicate read(YamlNode node) {
        if (node.isMapping() && node.keys().isEmpty()) {
            return Predicate.all();
        }
        return node.checked(() -> new FilterParser<>(new YamlFilterDialect(problems), new CanonicalPredicateBuilder())
                .read(new YamlFilterNode(node, problems, false)));
    }
}
