package io.metagate.gateway.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.access.RecordRepresentations;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.enforcement.write.WriteIntent;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.write.RecordSnapshot;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.RecordChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/** Makes permitted records: how often, announce, do it, tell what was made. */
@ApplicationScoped
class RecordCreator {

    private final AuditedWriteService writes;
    private final RecordRepresentations views;
    private final ProbeLimiter probes;

    RecordCreator(AuditedWriteService writes, RecordRepresentations views, ProbeLimiter probes) {
        this.writes = writes;
        this.views = views;
        this.probes = probes;
    }

    /** An answer, and what became of the record. */
    record Made(AccessResponse answer, WriteOutcome outcome) {

        static Made refused(ProblemCode code, WriteOutcome outcome) {
            return new Made(AccessResponse.refused(code), outcome);
        }
    }

    /**
     * Makes the record.
     *
     * @param again whether the same request may have made it before
     */
    Made make(ChangeAuthorizer inquiry, ChangeDecision.Permit permit, boolean again) {
        Optional<AccessResponse> tooMany = probes.refusal(permit.decision(), inquiry.admitted());
        if (tooMany.isPresent()) {
            return new Made(tooMany.get(), WriteOutcome.NOT_DONE);
        }
        Optional<WriteIntent> intent = writes.announce(inquiry.admitted());
        if (intent.isEmpty()) {
            return Made.refused(ProblemCode.AUDIT_UNAVAILABLE, WriteOutcome.NOT_DONE);
        }
        PermittedCreate creation = (PermittedCreate) permit.change();
        return switch (writes.perform(intent.get(), inquiry.admitted(), creation, Optional.empty())) {
            case DONE -> new Made(told(inquiry, permit, creation.record()), WriteOutcome.DONE);
            case EXISTS -> again ? found(inquiry, permit, creation, intent.get()) : exists();
            case REFUSED -> Made.refused(ProblemCode.RECORD_REFUSED, WriteOutcome.REFUSED);
            case UNKNOWN -> unknown();
            // Of a record that is made, the store finds no other, and what is not its own fault it throws.
            case MISSED, NOT_DONE -> Made.refused(ProblemCode.STORE_UNAVAILABLE, WriteOutcome.NOT_DONE);
        };
    }

    /** Tells of the record that the same request made before, as it is now. */
    AccessResponse retold(ChangeAuthorizer inquiry, ChangeDecision.Permit permit) {
        return writes.fetch(permit.decision().query(), inquiry.admitted())
                .map(RecordSnapshot::record)
                .map(record -> told(inquiry, permit, record))
                .orElseGet(() -> AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
    }

    /**
     * Nobody else makes records under the identifiers of the gateway: one that stands there was made before, whatever
     * became of it since.
     */
    private Made found(
            ChangeAuthorizer inquiry, ChangeDecision.Permit permit, PermittedCreate creation, WriteIntent intent) {
        try {
            Optional<WriteOutcome> standing = writes.standing(creation, intent);
            if (standing.isEmpty()) {
                return unknown();
            }
            boolean chosen = inquiry.change() instanceof RecordChange.Create create && create.chosen();
            boolean made = standing.get().done().orElse(!chosen);
            return made ? made(inquiry, permit) : standing.get() == WriteOutcome.UNKNOWN ? unknown() : exists();
        } catch (StoreUnavailable e) {
            return new Made(AccessResponse.failed(e), WriteOutcome.UNKNOWN);
        }
    }

    private Made made(ChangeAuthorizer inquiry, ChangeDecision.Permit permit) {
        return new Made(retold(inquiry, permit), WriteOutcome.DONE);
    }

    private static Made unknown() {
        return Made.refused(ProblemCode.WRITE_UNKNOWN, WriteOutcome.UNKNOWN);
    }

    private static Made exists() {
        return Made.refused(ProblemCode.RECORD_EXISTS, WriteOutcome.EXISTS);
    }

    private AccessResponse told(ChangeAuthorizer inquiry, ChangeDecision.Permit permit, RawRecord record) {
        return views.of(inquiry.admitted(), permit.decision(), inquiry.record(), List.of(record))
                .<AccessResponse>map(seen -> seen.at(location(inquiry)))
                .orElseGet(AccessResponse.Done::new);
    }

    private static String location(ChangeAuthorizer inquiry) {
        return "/v1/collections/" + segment(inquiry.collection()) + "/records/"
                + segment(inquiry.record().text());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
    }
}
