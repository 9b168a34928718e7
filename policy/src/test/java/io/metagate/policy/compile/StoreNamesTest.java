package io.metagate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.source.BundleFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreNamesTest {

    private static final String BUNDLE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts}
            spec:
              store: {database: backup, collection: accounts}
              id: {type: string, class: public}
              fields: {email: {type: string, class: personal.email}}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: old-accounts}
            spec:
              store: {name: archive, database: backup, collection: accounts}
              id: {type: string, class: public}
              fields: {email: {type: string, class: personal.email}}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: p}
            spec:
              effect: permit
              principals: {roles: [support]}
              purposes: [support]
              collections: [accounts, old-accounts]
              actions: [read]
              fields: [{class: public, read: clear}]
            """;

    @Test
    void placesCollectionsInTheirStores() {
        CompilationResult.Compiled compiled = (CompilationResult.Compiled) compile(Set.of("default", "archive"));

        assertThat(compiled.policies().catalogue().collections().values())
                .extracting(collection -> collection.store())
                .containsExactly(
                        new StoreLocation("default", "backup", "accounts"),
                        new StoreLocation("archive", "backup", "accounts"));
    }

    @Test
    void refusesAStoreThatThereIsNotAndBlamesNothingElse() {
        CompilationResult.Rejected rejected = (CompilationResult.Rejected) compile(Set.of("default"));

        assertThat(rejected.problems())
                .extracting(Object::toString)
                .containsExactly("bundle.yaml:18:10: unknown store 'archive'");
    }

    @Test
    void acceptsAnyStoreWhereItIsNotKnownWhichThereAre() {
        assertThat(BundleFixture.compile(new BundleFile("bundle.yaml", BUNDLE)))
                .isInstanceOf(CompilationResult.Compiled.class);
    }

    private static CompilationResult compile(Set<String> stores) {
        return PolicyCompiler.compile(
                List.of(new BundleFile("bundle.yaml", BUNDLE)), BundleFixture.KEYS, stores::contains);
    }
}
