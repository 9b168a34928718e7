package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.LocatedNode;

/** How large a filter may be. Counts the parts of one filter. */
final class FilterBounds {

    private static final int MAX_DEPTH = 6;
    private static final int MAX_NODES = 64;
    private static final int MAX_VALUES = 100;

    private int nodes;

    /** One more part, at that depth from 1. */
    void count(int depth, LocatedNode part) throws BadRequest {
        nodes++;
        require(depth <= MAX_DEPTH && nodes <= MAX_NODES, part);
    }

    /** A list of values. */
    static void requireValues(LocatedNode list) throws BadRequest {
        require(list.size() <= MAX_VALUES, list);
    }

    static void require(boolean within, LocatedNode part) throws BadRequest {
        if (!within) {
            throw part.refused(ProblemCode.FILTER_TOO_COMPLEX, "");
        }
    }
}
