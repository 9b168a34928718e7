package io.metagate.policy.model;

import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.source.LocatedElement;
import java.time.Instant;
import java.util.Optional;

/**
 * A test of the bundle's policies as its author wrote it.
 *
 * @param name the test's name
 * @param as who asks
 * @param at when; a fixed time, where absent
 * @param purpose the name of the stated purpose
 * @param action what is asked for
 * @param given the collection and the record in it
 * @param expect what is expected
 */
public record PolicyTest(
        LocatedElement<String> name,
        Principal as,
        Optional<Instant> at,
        LocatedElement<String> purpose,
        Action action,
        Given given,
        TestExpectation expect) {

    /**
     * What there is.
     *
     * @param collection the name of the collection
     * @param record a record of it, fields that the catalogue does not list included
     */
    public record Given(LocatedElement<String> collection, Optional<YamlValue> record) {}
}
