package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.testing.TestKeys;
import io.metagate.store.CollectionStatus;
import io.metagate.store.index.CollectionIndexes;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionFindingsTest {

    private static final BundleFile BUNDLE = new BundleFile("bundle.yaml", """
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts, description: Accounts.}
            spec:
              store: {name: archive, database: backup, collection: old}
              id: {type: string, class: public}
              fields: {plan: {type: string, class: public}}
            """);

    @Test
    void tellsHowACollectionIsHeld() {
        assertThat(opinion().of(new CollectionStatus.Indexed(CollectionIndexes.OF_ANY_COLLECTION)))
                .extracting(DoctorFinding::check, DoctorFinding::result)
                .containsExactly(tuple("collection", Result.OK), tuple("indexes", Result.OK));
        assertThat(result(new CollectionStatus.Absent())).isEqualTo(Result.WARNING);
        assertThat(result(new CollectionStatus.Withheld())).isEqualTo(Result.BAD);
        assertThat(result(new CollectionStatus.Unanswered())).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void namesTheCollectionAndItsPlace() {
        assertThat(opinion().of(new CollectionStatus.Absent()))
                .extracting(DoctorFinding::subject)
                .containsExactly("accounts at archive backup.old");
    }

    private static Result result(CollectionStatus holding) {
        return opinion().of(holding).findFirst().orElseThrow().result();
    }

    private static CollectionFindings opinion() {
        CompilationResult compilation = PolicyCompiler.compile(List.of(BUNDLE), new TestKeys());
        PolicySet policies = ((CompilationResult.Compiled) compilation).policies();
        Collection accounts = policies.catalogue().collection("accounts").orElseThrow();
        return new CollectionFindings(policies, accounts);
    }
}
