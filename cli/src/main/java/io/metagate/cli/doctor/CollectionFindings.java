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
        if (holding instanceof CollectionStatus.Indexed indexed) {
            IndexHint hint = IndexHint.of(policies, collection, indexed.indexes());
            Result answered = hint.isOfAll() ? Result.WARNING : Result.OK;
            return Stream.of(
                    finding("collection", Result.OK, "It is there."), finding("indexes", answered, hint.text()));
        }
        return Stream.of(unseen(holding));
    }

    private DoctorFinding unseen(CollectionStatus holding) {
        if (holding instanceof CollectionStatus.Absent) {
            return finding("collection", Result.WARNING, "It is not there: correct the catalogue, or make it.");
        }
        return holding instanceof CollectionStatus.Withheld
                ? finding("collection", Result.BAD, "It cannot be seen: grant find and listIndexes on it.")
                : finding("collection", Result.UNKNOWN, "The store gave no answer in time.");
    }

    private DoctorFinding finding(String check, Result result, String advice) {
        String where = place().store() + " " + place().database() + "." + place().collection();
        return new DoctorFinding(check, collection.name() + " at " + where, result, advice);
    }
}
