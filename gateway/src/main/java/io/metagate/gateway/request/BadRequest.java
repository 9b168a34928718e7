package io.metagate.gateway.request;

import io.metagate.gateway.problem.ProblemCode;

/** Ends the reading of a request that is not of the documented form; answered as a problem. */
public final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    BadRequest(ProblemCode code) {
        super(code.code(), null, false, false);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
