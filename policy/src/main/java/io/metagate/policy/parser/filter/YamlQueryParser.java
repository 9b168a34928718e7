package io.metagate.policy.parser.filter;

import io.metagate.policy.model.TestedQuery;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlDocuments;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a query as a caller of the gateway would write it: {@code {filter: {...}, sort: [...], fields: [...], by:
 * ...}}.
 */
public final class YamlQueryParser {

    private final ProblemCollector problems;

    public YamlQueryParser(ProblemCollector problems) {
        this.problems = problems;
    }

    /**
     * Reads a query in YAML, of which JSON is a part.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Query read(String yaml) {
        ProblemCollector problems = new ProblemCollector();
        Optional<TestedQuery> query = problems.attempt(() -> new YamlQueryParser(problems).read(composed(yaml)));
        List<BundleProblem> found = problems.sorted();
        if (found.isEmpty() && query.isPresent()) {
            return query.get().query();
        }
        throw new IllegalArgumentException(found.get(0).message());
    }

    /**
     * Reads a query whose parts are apart from each other.
     *
     * @param filter in YAML, of which JSON is a part
     * @param sort field paths, descending after a hyphen
     * @param fields the paths of the fields wanted; all that may be seen, where empty
     * @param by the path of the field by whose values records are counted
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Query read(String filter, List<String> sort, List<String> fields, Optional<String> by) {
        ProblemCollector problems = new ProblemCollector();
        Optional<Predicate> condition = problems.attempt(() -> new YamlFilterParser(problems).read(composed(filter)));
        List<BundleProblem> found = problems.sorted();
        if (!found.isEmpty() || condition.isEmpty()) {
            throw new IllegalArgumentException(found.get(0).message());
        }
        List<FieldPath> wanted = fields.stream().map(FieldPath::of).toList();
        return new Query(
                condition.get(),
                Optional.of(wanted).filter(paths -> !paths.isEmpty()),
                by.map(FieldPath::of),
                sort.stream().map(YamlQueryParser::sortKey).toList(),
                1,
                Optional.empty());
    }

    public TestedQuery read(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("filter", "sort", "fields", "by"));
        PartialParser parts = new PartialParser(problems);
        var filter = parts.read(() ->
                object.get("filter").map(new YamlFilterParser(problems)::read).orElse(Predicate.all()));
        var sort = parts.read(() -> object.list("sort", problems, key -> key.parsed(YamlQueryParser::sortKey)));
        var fields = parts.read(() -> Optional.of(object.list("fields", problems, path -> path.parsed(FieldPath::of)))
                .filter(paths -> object.has("fields")));
        var by = parts.read(() -> object.get("by").map(path -> path.parsed(FieldPath::of)));
        Query query =
                node.checked(() -> new Query(filter.get(), fields.get(), by.get(), sort.get(), 1, Optional.empty()));
        return new TestedQuery(node.at(), query);
    }

    private static SortKey sortKey(String written) {
        boolean descending = written.startsWith("-");
        return new SortKey(FieldPath.of(descending ? written.substring(1) : written), descending);
    }

    /** The node of a text that is one document. */
    public static YamlNode composed(String yaml) {
        BundleFile query = new BundleFile("query", yaml);
        return new YamlDocuments(query, "JSON")
                .single()
                .orElseThrow(
                        () -> new BundleParseException(new SourcePosition(query.name(), 1, 1), "a query is missing"));
    }
}
