package io.metagate.gateway.change;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.json.ExpectedForm;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.redaction.edit.MistypedContent;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.RecordChange;
import java.util.function.Function;

/**
 * The question whether a request may change a record.
 *
 * @param admitted the request
 * @param collection the name of the collection, not yet known to exist
 * @param record the record's identifier
 * @param change what it would do
 */
record ChangeAuthorizer(AuthenticatedRequest admitted, String collection, RecordId record, RecordChange change) {

    /** What is done with it if the policies permit it. */
    AccessResponse answer(Function<ChangeDecision.Permit, AccessResponse> work) {
        return decide().<AccessResponse>fold(work, ChangeAuthorizer::refused);
    }

    /** What the policies say of it. The question and the answer are noted for the audit record. */
    ChangeDecision decide() {
        admitted.policies()
                .catalogue()
                .collection(collection)
                .ifPresent(known -> admitted.learn(
                        facts -> facts.withCollection(known.name()).withQuery(new ChangeShapes(known).of(change))));
        if (record.isAny()) {
            admitted.learn(facts -> facts.withRecord(record.text()));
        }
        ChangeDecision decision = admitted.policies()
                .decide(new ChangeRequest(admitted.principal(), admitted.purpose(), collection, change, admitted.at()));
        admitted.learn(facts -> facts.withDecision(decision.decision()));
        return decision;
    }

    /** The answer where the policies deny it. */
    static AccessResponse refused(ChangeDecision.Deny deny) {
        return switch (deny.decision().reason()) {
            case NO_PERMIT -> AccessResponse.refused(ProblemCode.ACCESS_DENIED);
            case FIELD_NOT_PERMITTED -> AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED);
            case VALUE_OF_WRONG_TYPE ->
                AccessResponse.invalid(
                        ProblemCode.RECORD_MALFORMED,
                        deny.mistyped().map(ChangeAuthorizer::part).orElse(InvalidPart.NONE));
            case RECORD_OUT_OF_SCOPE -> AccessResponse.refused(ProblemCode.RECORD_OUTSIDE_ROW_FILTER);
        };
    }

    private static InvalidPart part(MistypedContent content) {
        return InvalidPart.member(
                content.place(), content.declared().map(ExpectedForm::of).orElse("an object"));
    }
}
