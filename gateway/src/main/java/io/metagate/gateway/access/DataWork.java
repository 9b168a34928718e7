package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.enforcement.Work;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.BadRequest;
import io.metagate.gateway.request.Conditions;
import jakarta.ws.rs.core.HttpHeaders;

/** Work on the data plane: it needs a stated purpose, and may find that the request is not of the documented form. */
@FunctionalInterface
public interface DataWork {

    Answer answer(Admitted request) throws BadRequest;

    /** The same as work for the enforcement point, where a condition would not be honoured. */
    static Work unconditional(HttpHeaders headers, DataWork work) {
        return of(request -> {
            Conditions.requireNone(headers);
            return work.answer(request);
        });
    }

    /** The same as work for the enforcement point. */
    static Work of(DataWork work) {
        return request -> {
            if (request.purpose().isEmpty()) {
                return Answer.invalid(
                        ProblemCode.PURPOSE_MISSING, InvalidPart.header("Metagate-Purpose", "one purpose"));
            }
            try {
                return work.answer(request);
            } catch (BadRequest e) {
                return Answer.invalid(e.code(), e.part());
            }
        };
    }
}
