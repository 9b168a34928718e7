package io.metagate.gateway.change;

import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.access.RecordRepresentations;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.enforcement.write.WriteIntent;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.write.RecordSnapshot;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.PermittedChange.PermittedChangeVisitor;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedDelete;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.decision.UpdateResult;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.RecordChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Changes and removes records: may it, fetch, is it the record that is meant, announce, do it to that very record. What
 * depends on the request alone is answered before the store is asked, so that no answer tells of a record out of reach
 * more than that there is none.
 */
@ApplicationScoped
class UpdateService {

    /** How often it is tried again where others change the record between its fetch and its change. */
    private static final int ATTEMPTS = 8;

    private final AuditedWriteService writes;
    private final RecordRepresentations views;
    private final ProbeLimiter probes;

    UpdateService(AuditedWriteService writes, RecordRepresentations views, ProbeLimiter probes) {
        this.writes = writes;
        this.views = views;
        this.probes = probes;
    }

    AccessResponse change(ChangeAuthorizer inquiry, Optional<EntityTagList> meant) {
        return inquiry.answer(permit -> {
            if (meant.isEmpty() && inquiry.change().action() == Action.UPDATE) {
                return AccessResponse.refused(ProblemCode.PRECONDITION_REQUIRED);
            }
            return probes.refusal(permit.decision(), inquiry.admitted())
                    .orElseGet(() -> changed(inquiry, permit, meant));
        });
    }

    private AccessResponse changed(
            ChangeAuthorizer inquiry, ChangeDecision.Permit permit, Optional<EntityTagList> meant) {
        Optional<WriteIntent> intent = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Prepared prepared = prepare(inquiry, permit, meant);
            if (!(prepared instanceof Ready ready)) {
                return ((Refused) prepared).answer();
            }
            if (intent.isEmpty()) {
                intent = writes.announce(inquiry.admitted());
            }
            if (intent.isEmpty()) {
                return AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
            }
            WriteOutcome written =
                    writes.perform(intent.get(), inquiry.admitted(), ready.write(), Optional.of(ready.held()));
            if (written != WriteOutcome.MISSED) {
                return answer(written, inquiry, permit, ready);
            }
        }
        return AccessResponse.refused(ProblemCode.RECORD_CONTENDED);
    }

    private Prepared prepare(ChangeAuthorizer inquiry, ChangeDecision.Permit permit, Optional<EntityTagList> meant) {
        Optional<RecordSnapshot> found = writes.fetch(permit.decision().query(), inquiry.admitted());
        if (found.isEmpty()) {
            return new Refused(ProblemCode.RECORD_NOT_FOUND);
        }
        RecordSnapshot held = found.get();
        if (meant.isPresent()
                && !new WritePreconditions(views, inquiry, permit.decision()).areMet(meant.get(), held.record())) {
            return new Refused(ProblemCode.PRECONDITION_FAILED);
        }
        return permit.change().accept(new Preparation(inquiry, permit, held));
    }

    /** Finds out what is to become of a permitted change of the record that was fetched. */
    private record Preparation(ChangeAuthorizer inquiry, ChangeDecision.Permit permit, RecordSnapshot held)
            implements PermittedChangeVisitor<Prepared> {

        @Override
        public Prepared create(PermittedCreate creation) {
            throw new IllegalStateException("a record that is made is not there to be changed");
        }

        @Override
        public Prepared update(PermittedUpdate update) {
            return update.on(held.record()).fold(this::edited, refused -> new Refused(refusal(refused.reason())));
        }

        @Override
        public Prepared delete(PermittedDelete removal) {
            return removal.covers(held.record())
                    ? new Ready(removal, held, Optional.empty())
                    : new Refused(ProblemCode.RECORD_NOT_FOUND);
        }

        private Prepared edited(PermittedPatch edit) {
            boolean echo = inquiry.change() instanceof RecordChange.Update update
                    && new ShownValues(inquiry, permit.decision())
                            .comeBack(held.record(), edit.record(), update.patch());
            return echo
                    ? new Refused(ProblemCode.FIELD_NOT_PERMITTED)
                    : new Ready(edit, held, Optional.of(edit.record()));
        }

        private static ProblemCode refusal(UpdateResult.Reason reason) {
            return switch (reason) {
                case NOT_IN_SCOPE -> ProblemCode.RECORD_NOT_FOUND;
                case DESTROYS_OTHERS -> ProblemCode.FIELD_NOT_PERMITTED;
                case LEAVES_SCOPE -> ProblemCode.RECORD_OUTSIDE_ROW_FILTER;
            };
        }
    }

    private AccessResponse answer(
            WriteOutcome written, ChangeAuthorizer inquiry, ChangeDecision.Permit permit, Ready ready) {
        return switch (written) {
            case EXISTS -> AccessResponse.refused(ProblemCode.RECORD_EXISTS);
            case REFUSED -> AccessResponse.refused(ProblemCode.RECORD_REFUSED);
            case UNKNOWN -> AccessResponse.refused(ProblemCode.WRITE_UNKNOWN);
            case NOT_DONE -> AccessResponse.refused(ProblemCode.STORE_UNAVAILABLE);
            case MISSED -> AccessResponse.refused(ProblemCode.RECORD_CONTENDED);
            case DONE ->
                ready.after()
                        .flatMap(record ->
                                views.of(inquiry.admitted(), permit.decision(), inquiry.record(), List.of(record)))
                        .<AccessResponse>map(seen -> seen)
                        .orElseGet(AccessResponse.Done::new);
        };
    }

    /** What is to become of one attempt. */
    private sealed interface Prepared {}

    /** The change of that very record, as which there is that one afterwards. */
    private record Ready(PermittedWrite write, RecordSnapshot held, Optional<RawRecord> after) implements Prepared {}

    /** Nothing is done. */
    private record Refused(ProblemCode code) implements Prepared {

        AccessResponse answer() {
            return AccessResponse.refused(code);
        }
    }
}
