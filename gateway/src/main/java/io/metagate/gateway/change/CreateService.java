package io.metagate.gateway.change;

import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.idempotency.IdempotencyKeyState;
import io.metagate.gateway.audit.idempotency.IdempotencyKeyState.KeyStateVisitor;
import io.metagate.gateway.change.IdempotentRequests.Once;
import io.metagate.gateway.change.RecordCreator.Made;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ContentParser.NewRecord;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.ScalarValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes records: may it, was it made before, make it. */
@ApplicationScoped
class CreateService {

    private static final Logger LOG = Logger.getLogger(CreateService.class);

    private final RecordCreator making;
    private final IdempotentRequests requests;
    private final IdGenerator ids = new IdGenerator(new SecureRandom(), InstantSource.system());

    CreateService(RecordCreator making, IdempotentRequests requests) {
        this.making = making;
        this.requests = requests;
    }

    AccessResponse create(
            AuthenticatedRequest admitted, String collection, NewRecord asked, Optional<IdempotencyKey> key) {
        Wanted wanted = new Wanted(admitted, collection, asked);
        Optional<ScalarValue> id = asked.id().or(() -> ids.next(wanted.idType()));
        ChangeAuthorizer inquiry = wanted.inquiry(id);
        return inquiry.answer(permit -> key.map(chosen -> once(wanted, inquiry, chosen))
                .orElseGet(() -> making.make(inquiry, permit, false).answer()));
    }

    private AccessResponse once(Wanted wanted, ChangeAuthorizer inquiry, IdempotencyKey key) {
        Once once = requests.of(
                wanted.admitted(), wanted.collection(), key, wanted.asked().text());
        try {
            IdempotencyKeyState claim = requests.claim(once, inquiry.record().value());
            return claimed(claim, once, wanted);
        } catch (AuditUnavailable e) {
            LOG.warnv(
                    "audit {0}: no idempotency key could be claimed: {1}",
                    wanted.admitted().auditId(), e.reason());
            return AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
        }
    }

    private AccessResponse claimed(IdempotencyKeyState claim, Once once, Wanted wanted) {
        return claim.accept(new KeyStateVisitor<>() {

            @Override
            public AccessResponse taken(IdempotencyKeyState.Taken taken) {
                return make(wanted, once, taken);
            }

            @Override
            public AccessResponse done(IdempotencyKeyState.Done done) {
                ChangeAuthorizer inquiry = wanted.inquiry(Optional.of(requests.idOf(once, done.record())));
                return inquiry.decide()
                        .<AccessResponse>fold(
                                permit -> making.retold(inquiry, permit),
                                deny -> AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
            }

            @Override
            public AccessResponse underway() {
                return AccessResponse.refused(ProblemCode.IDEMPOTENCY_IN_PROGRESS);
            }

            @Override
            public AccessResponse misused() {
                return AccessResponse.refused(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            }
        });
    }

    private AccessResponse make(Wanted wanted, Once once, IdempotencyKeyState.Taken taken) {
        ChangeAuthorizer inquiry = wanted.inquiry(Optional.of(requests.idOf(once, taken.record())));
        ChangeDecision.Permit permit = inquiry.decide().fold(again -> again, deny -> {
            throw new IllegalStateException("the same policies said otherwise of the same record");
        });
        try {
            Made made = making.make(inquiry, permit, taken.again());
            settle(once, taken, made.outcome());
            return made.answer();
        } catch (StoreUnavailable e) {
            settle(once, taken, WriteOutcome.NOT_DONE);
            throw e;
        }
    }

    /**
     * INVARIANT: a key whose record may have been made stays taken: whoever comes with it later finds out, and makes no
     * second one. That this request did not make it says nothing of the one that had the key before.
     */
    private void settle(Once once, IdempotencyKeyState.Taken taken, WriteOutcome written) {
        if (written == WriteOutcome.DONE) {
            requests.finish(once);
        } else if (!taken.again() && written != WriteOutcome.UNKNOWN) {
            requests.release(once);
        }
    }

    /** A record that somebody wants made. */
    private record Wanted(AuthenticatedRequest admitted, String collection, NewRecord asked) {

        FieldType idType() {
            return admitted.policies().catalogue().idType(collection);
        }

        /** The question whether it may be made under that identifier. */
        ChangeAuthorizer inquiry(Optional<ScalarValue> id) {
            RecordId record = id.map(chosen -> RecordId.of(chosen, idType())).orElse(RecordId.NONE);
            boolean chosen = asked.id().isPresent();
            return new ChangeAuthorizer(
                    admitted, collection, record, new RecordChange.Create(id, chosen, asked.members()));
        }
    }
}
