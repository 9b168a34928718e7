package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.RequestHandler;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.header.ConditionalHeaders;
import io.metagate.gateway.request.json.BadRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** Work on the data plane: it needs a stated purpose, and may find that the request is not of the documented form. */
@FunctionalInterface
public interface DataRequestHandler {

    AccessResponse answer(AuthenticatedRequest request) throws BadRequest;

    /** The same as work for the enforcement point, where a condition would not be honoured. */
    static RequestHandler unconditional(HttpHeaders headers, DataRequestHandler work) {
        return of(request -> {
            ConditionalHeaders.requireNone(headers);
            return work.answer(request);
        });
    }

    /** The same as work for the enforcement point. */
    static RequestHandler of(DataRequestHandler work) {
        return request -> {
            if (request.purpose().isEmpty()) {
                return AccessResponse.invalid(
                        ProblemCode.PURPOSE_MISSING, InvalidPart.header("Metagate-Purpose", "one purpose"));
            }
            try {
                return work.answer(request);
            } catch (BadRequest e) {
                return AccessResponse.invalid(e.code(), e.part());
            }
        };
    }
}
