package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.compiled.WrittenFields;
import io.metagate.policy.decision.combination.ApplicablePolicies;
import io.metagate.policy.decision.combination.PolicyCombination;
import io.metagate.policy.decision.combination.PolicyCombinationCache;
import io.metagate.policy.decision.combination.RequiredRights;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.edit.MergePatch;
import io.metagate.policy.redaction.edit.TypedContent;
import io.metagate.policy.redaction.edit.WrongType;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about one change. Rights come before types, so that a type tells nothing of a field that may not be written;
 * then the row scopes, of which those of the permits count that grant writing all of its fields.
 *
 * @param revision the policies
 * @param request what is asked for
 * @param singles the fields that have one value in a record
 */
record ChangeDecider(PolicyRevision revision, ChangeRequest request, Set<FieldPath> singles) {

    ChangeDecision decide(ApplicablePolicies selected, PolicyCombinationCache known) {
        if (selected.permitsNothing()) {
            return deny(DenyReason.NO_PERMIT);
        }
        PolicyCombination combination = known.of(selected);
        List<ScopedPermit> applying = ScopedPermit.with(combination.permits(), selected.permits());
        Optional<Set<FieldPath>> written = WrittenFields.of(request.change(), combination.collection());
        List<ScopedPermit> granting = written.stream()
                .flatMap(fields -> applying.stream().filter(permit -> grants(permit, fields)))
                .toList();
        if (granting.isEmpty()) {
            return deny(DenyReason.FIELD_NOT_PERMITTED);
        }
        try {
            PermittedChange change = permitted(combination.collection(), granting);
            if (change instanceof PermittedCreate made && isOutside(made.record(), granting)) {
                return deny(DenyReason.RECORD_OUT_OF_SCOPE);
            }
            return new ChangeDecision.Permit(access(combination, applying, granting), change, written.orElseThrow());
        } catch (WrongType e) {
            return deny(DenyReason.VALUE_OF_WRONG_TYPE);
        }
    }

    /** Whoever writes nothing needs no right to write but the action's, which is that of a removal. */
    private boolean grants(ScopedPermit permit, Set<FieldPath> fields) {
        return request.change() instanceof RecordChange.Delete
                || (!fields.isEmpty() && fields.stream().allMatch(permit.permit()::writes));
    }

    private PermittedChange permitted(Collection collection, List<ScopedPermit> granting) throws WrongType {
        TypedContent contents = new TypedContent(collection, singles);
        if (request.change() instanceof RecordChange.Create create) {
            byte[] made = contents.record(create.record(), create.members());
            return new PermittedCreate(collection, made);
        }
        return request.change() instanceof RecordChange.Update update
                ? new PermittedUpdate(collection, MergePatch.of(update.patch(), contents), granting)
                : new PermittedDelete(collection, ScopedPermit.scopeOf(granting));
    }

    private static boolean isOutside(RawRecord made, List<ScopedPermit> granting) {
        return granting.stream().map(ScopedPermit::scope).noneMatch(made::isWithin);
    }

    private Decision.Permit access(
            PolicyCombination combination, List<ScopedPermit> applying, List<ScopedPermit> granting) {
        Collection collection = combination.collection();
        Predicate records = Predicate.both(theRecord(collection), ScopedPermit.scopeOf(granting));
        return new Decision.Permit(
                revision,
                new PermittedQuery(collection.store(), records, Optional.empty(), List.of(), 1, Optional.empty()),
                new Redactor(combination
                        .table()
                        .within(applying.stream().map(ScopedPermit::scope).toList())),
                combination.names(),
                probes(applying, granting),
                granting.get(0).permit().terms(),
                ShadowOutcome.none());
    }

    /** A change tells whether there is a record within reach; that an identifier is taken tells it of any record. */
    private int probes(List<ScopedPermit> applying, List<ScopedPermit> granting) {
        if (request.change() instanceof RecordChange.Create create) {
            return create.chosen() && !RequiredRights.readInClearEverywhere(applying, FieldPath.ID) ? 1 : 0;
        }
        return RequiredRights.probes(FilterUse.lookUp(FieldPath.ID), applying, granting);
    }

    /** An identifier that cannot be one of the collection's is that of no record. */
    private Predicate theRecord(Collection collection) {
        return request.change()
                .record()
                .as(collection.id().type())
                .filter(id -> !(id instanceof ScalarValue.Null))
                .<Predicate>map(id -> new Predicate.Compare(FieldPath.ID, Predicate.Relation.EQUAL, id))
                .orElse(Predicate.none());
    }

    private ChangeDecision deny(DenyReason reason) {
        return new ChangeDecision.Deny(new Decision.Deny(revision, reason));
    }
}
