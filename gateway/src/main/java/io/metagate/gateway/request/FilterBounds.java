package io.metagate.gateway.request;

import io.metagate.gateway.problem.ProblemCode;

/** How large a filter may be. Counts the parts of one filter. */
final class FilterBounds {

    private static final int MAX_DEPTH = 6;
    private static final int MAX_NODES = 64;
    private static final int MAX_VALUES = 100;

    private int nodes;

    /** One more part, at that depth from 1. */
    void count(int depth) throws BadRequest {
        nodes++;
        require(depth <= MAX_DEPTH && nodes <= MAX_NODES);
    }

    /** A list of so many values. */
    static void requireValues(int count) throws BadRequest {
        require(count <= MAX_VALUES);
    }

    static void require(boolean within) throws BadRequest {
        if (!within) {
            throw new BadRequest(ProblemCode.FILTER_TOO_COMPLEX);
        }
    }
}
