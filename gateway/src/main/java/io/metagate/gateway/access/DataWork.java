package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.enforcement.Work;
import io.metagate.gateway.problem.ProblemCode;

/** Work on the data plane: it needs a stated purpose, and may find that the request is not of the documented form. */
@FunctionalInterface
interface DataWork {

    Answer answer(Admitted request) throws BadRequest;

    /** The same as work for the enforcement point. */
    static Work of(DataWork work) {
        return request -> {
            if (request.purpose().isEmpty()) {
                return Answer.refused(ProblemCode.PURPOSE_MISSING);
            }
            try {
                return work.answer(request);
            } catch (BadRequest e) {
                return Answer.refused(e.code());
            }
        };
    }
}
