package io.metagate.gateway.request.json;

import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;

/** Ends the reading of a request that is not of the documented form; answered as a problem. */
public final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient InvalidPart part;

    public BadRequest(ProblemCode code, InvalidPart part) {
        super(code.code(), null, false, false);
        this.code = code;
        this.part = part;
    }

    /** A parameter of the URL that has a value that is not allowed. */
    public static BadRequest parameter(String name, String expected) {
        return new BadRequest(ProblemCode.REQUEST_INVALID_VALUE, InvalidPart.parameter(name, expected));
    }

    /** A header that has a value that is not allowed, or that this request does not have. */
    public static BadRequest header(String name, String expected) {
        return new BadRequest(ProblemCode.REQUEST_INVALID_VALUE, InvalidPart.header(name, expected));
    }

    public ProblemCode code() {
        return code;
    }

    /** What it is about. */
    public InvalidPart part() {
        return part;
    }
}
