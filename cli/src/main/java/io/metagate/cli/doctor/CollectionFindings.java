package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PolicySet;
import io.metagate.store.CollectionStatus;
import java.util.stream.Stream;

/** What is to be said of a catalogued collection in its store. */
record CollectionFindings(PolicySet policies, Collection collection) {

    StoreLocation place() {
        return collection.store();
    }

    Stream<DoctorFinding> of(CollectionStatus holding) {
        return holding.accept(new StatusFindings());
    }

    private DoctorFinding finding(String check, Result result, String advice) {
        String where = place().store() + " " + place().database() + "." + place().collection();
        return new DoctorFinding(check, collection.name() + " at " + where, result, advice);
    }

    /** What is to be said of each status. */
    private final class StatusFindings implements CollectionStatus.CollectionStatusVisitor<Stream<DoctorFinding>> {
        @Override
        public Stream<DoctorFinding> indexed(CollectionStatus.Indexed indexed) {
            IndexHint hint = IndexHint.of(policies, collection, indexed.indexes());
            Result answered = hint.isOfAll() ? Result.WARNING : Result.OK;
            return Stream.of(
                    finding("collection", Result.OK, "It is there."), finding("indexes", answered, hint.text()));
        }

        @Override
        public Stream<DoctorFinding> absent(CollectionStatus.Absent absent) {
            return Stream.of(
                    finding("collection", Result.WARNING, "It is not there: correct the catalogue, or make it."));
        }

        @Override
        public Stream<DoctorFinding> withheld(CollectionStatus.Withheld withheld) {
            return Stream.of(finding("collection", Result.BAD, "It cannot be seen: grant find and listIndexes on it."));
        }

        @Override
        public Stream<DoctorFinding> unanswered(CollectionStatus.Unanswered unanswered) {
            return Stream.of(finding("collection", Result.UNKNOWN, "The store gave no answer in time."));
        }
    }
}
