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
import io.metagate.policy.request.Action;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.visitor.ChangeVisitor;
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
            Collection collection = combination.collection();
            TypedContent contents = new TypedContent(collection, singles);
            Terms terms = request.change().accept(new TermsOf(collection, contents, applying, granting));
            return terms.within()
                    ? new ChangeDecision.Permit(
                            access(combination, applying, granting, terms.probes()),
                            terms.change(),
                            written.orElseThrow())
                    : deny(DenyReason.RECORD_OUT_OF_SCOPE);
        } catch (WrongType e) {
            return new ChangeDecision.Deny(
                    new Decision.Deny(revision, DenyReason.VALUE_OF_WRONG_TYPE), Optional.of(e.content()));
        }
    }

    /** Whoever writes nothing needs no right to write but the action's, which is that of a removal. */
    private boolean grants(ScopedPermit permit, Set<FieldPath> fields) {
        return request.change().action() == Action.DELETE
                || (!fields.isEmpty() && fields.stream().allMatch(permit.permit()::writes));
    }

    private Decision.Permit access(
            PolicyCombination combination, List<ScopedPermit> applying, List<ScopedPermit> granting, int probes) {
        Collection collection = combination.collection();
        Predicate records = Predicate.both(theRecord(collection), ScopedPermit.scopeOf(granting));
        return new Decision.Permit(
                revision,
                new PermittedQuery(collection.store(), records, Optional.empty(), List.of(), 1, Optional.empty()),
                new Redactor(combination
                        .table()
                        .within(applying.stream().map(ScopedPermit::scope).toList())),
                combination.names(),
                probes,
                granting.get(0).permit().terms(),
                ShadowOutcome.none());
    }

    /** An identifier that cannot be one of the collection's is that of no record. */
    private Predicate theRecord(Collection collection) {
        return request.change()
                .record()
                .as(collection.id().type())
                .filter(id -> !id.isNull())
                .<Predicate>map(id -> new Predicate.Compare(FieldPath.ID, Predicate.Relation.EQUAL, id))
                .orElse(Predicate.none());
    }

    private ChangeDecision deny(DenyReason reason) {
        return new ChangeDecision.Deny(new Decision.Deny(revision, reason), Optional.empty());
    }

    /**
     * What a change comes to.
     *
     * @param within whether the record that it makes, if it makes one, is in a row scope
     * @param probes how many values it looks up in fields that are not read in clear
     */
    private record Terms(PermittedChange change, boolean within, int probes) {}

    /**
     * What each change comes to. One tells whether there is a record within reach; that an identifier is taken tells it
     * of any record.
     */
    private record TermsOf(
            Collection collection, TypedContent contents, List<ScopedPermit> applying, List<ScopedPermit> granting)
            implements ChangeVisitor<Terms, WrongType> {
        @Override
        public Terms create(RecordChange.Create create) throws WrongType {
            PermittedCreate made = new PermittedCreate(collection, contents.record(create.record(), create.members()));
            boolean probed = create.chosen() && !RequiredRights.readInClearEverywhere(applying, FieldPath.ID);
            return new Terms(made, isWithin(made.record()), probed ? 1 : 0);
        }

        @Override
        public Terms update(RecordChange.Update update) throws WrongType {
            MergePatch edit = MergePatch.of(update.patch(), contents);
            return new Terms(new PermittedUpdate(collection, edit, granting), true, ofLookUp());
        }

        @Override
        public Terms delete(RecordChange.Delete delete) {
            return new Terms(new PermittedDelete(collection, ScopedPermit.scopeOf(granting)), true, ofLookUp());
        }

        private boolean isWithin(RawRecord made) {
            return granting.stream().map(ScopedPermit::scope).anyMatch(made::isWithin);
        }

        private int ofLookUp() {
            return RequiredRights.probes(FilterUse.lookUp(FieldPath.ID), applying, granting);
        }
    }
}
