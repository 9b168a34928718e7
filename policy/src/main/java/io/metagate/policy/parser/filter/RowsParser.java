package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterParser;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowsEntry;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.source.ProblemCollector;

/** Reads the row scope of a policy: the filter grammar of the API, with claims where a value can stand. */
public record RowsParser(ProblemCollector problems) {

    public RowsEntry read(YamlNode node) {
        RowTemplateBuilder builder = new RowTemplateBuilder();
        RowFilterTemplate template = new FilterParser<>(new YamlFilterDialect(problems), builder)
                .read(new YamlFilterNode(node, problems, true));
        return new RowsEntry(node.at(), template, builder.comparisons());
    }
}
