package io.metagate.gateway.access;

import io.metagate.gateway.problem.ProblemCode;

/** Ends the reading of a request that is not of the documented form; never leaves this package. */
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    BadRequest(ProblemCode code) {
        super(code.code(), null, false, false);
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
