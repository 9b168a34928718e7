package io.metagate.gateway.request.filter;

import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.filter.FilterParser;
import io.metagate.policy.filter.PredicateBuilder;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.List;

/** Reads the filter of a request into a typed predicate, with the grammar of {@link FilterParser}. */
public final class JsonFilterParser {

    private JsonFilterParser() {}

    public static LocatedFilter read(LocatedNode filter) throws BadRequest {
        List<LocatedFilter.LocatedTest> located = new ArrayList<>();
        PredicateBuilder<String> builder =
                new PredicateBuilder<>((pointer, test) -> located.add(new LocatedFilter.LocatedTest(pointer, test)));
        Predicate predicate = new FilterParser<>(new JsonFilterDialect(), builder).read(new JsonFilterNode(filter));
        return new LocatedFilter(predicate, located);
    }
}
