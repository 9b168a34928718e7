package io.metagate.policy.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.json.JsonReader;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.TestExpectation;
import io.metagate.policy.model.TestedQuery;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tries policies with tests.
 *
 * @param policies compiled with {@link TestKeys}, so that pseudonyms are always the same
 */
public record PolicyTestRunner(PolicySet policies) {

    /** A made-up record is disclosed to nobody, and needs no audit record. */
    private record MadeUp() implements Evidence {}

    /** Runs a test. */
    public PolicyTestResult run(PolicyTest test) {
        TestExpectation expect = test.expect();
        TestRequests requests = new TestRequests(test);
        List<TestFailure> failures = new ArrayList<>();
        if (expect.denied()) {
            failures.addAll(ofDenied(requests.whole(), expect));
        }
        expect.read().ifPresent(read -> failures.addAll(ofRead(test, requests.whole(), read)));
        expect.refused().forEach(query -> failures.addAll(ofRefused(requests.of(query.query()), query)));
        expect.allowed().forEach(query -> failures.addAll(ofAllowed(requests.of(query.query()), query)));
        return new PolicyTestResult(test, failures);
    }

    private List<TestFailure> ofDenied(AccessRequest request, TestExpectation expect) {
        return policies.decide(request)
                .fold(
                        permit -> List.of(new TestFailure(
                                expect.at(),
                                "expected to be denied, and it is permitted by "
                                        + String.join(", ", permit.policies()))),
                        deny -> List.of());
    }

    private List<TestFailure> ofRefused(AccessRequest request, TestedQuery query) {
        return policies.decide(request)
                .fold(
                        permit -> List.of(new TestFailure(query.at(), "expected to be refused, and it is allowed")),
                        deny -> deny.reason() == DenyReason.FIELD_NOT_PERMITTED
                                ? List.of()
                                : List.of(new TestFailure(
                                        query.at(),
                                        "expected to be refused for a field, and "
                                                + otherwise(deny, request.action()))));
    }

    /** Why it is refused, where that is not for a field. */
    private static String otherwise(Decision.Deny deny, Action action) {
        return deny.reason() == DenyReason.NO_PERMIT
                ? "no permit applies to the action " + action.wireName()
                : "it is refused: " + written(deny);
    }

    private List<TestFailure> ofAllowed(AccessRequest request, TestedQuery query) {
        return policies.decide(request)
                .fold(
                        permit -> List.of(),
                        deny -> List.of(new TestFailure(
                                query.at(), "expected to be allowed, and it is refused: " + written(deny))));
    }

    private List<TestFailure> ofRead(PolicyTest test, AccessRequest request, YamlValue read) {
        return policies.decide(request)
                .fold(
                        permit -> ofReleased(released(permit, given(test, request)), read),
                        deny -> List.of(new TestFailure(
                                read.at(), "expected a record, and the access is denied: " + written(deny))));
    }

    private GivenRecord given(PolicyTest test, AccessRequest request) {
        Collection collection =
                policies.catalogue().collection(request.collection()).orElseThrow();
        return GivenRecord.of(test.given().record().orElseThrow(), collection);
    }

    private static List<TestFailure> ofReleased(Optional<JsonValue> released, YamlValue read) {
        boolean nothing =
                read instanceof YamlValue.Scalar scalar && scalar.value().isNull();
        if (nothing) {
            return released.map(json -> List.of(new TestFailure(read.at(), "expected nothing, released is " + json)))
                    .orElse(List.of());
        }
        return released.map(json -> ExpectationMatcher.of(read, json))
                .orElseGet(() -> List.of(new TestFailure(
                        read.at(), "expected a record, and it is in the rows of no permit that applies")));
    }

    private static Optional<JsonValue> released(Decision.Permit permit, GivenRecord given) {
        return permit.redactor()
                .redact(List.of(new RawRecord(given.bson())), Integer.MAX_VALUE)
                .single()
                .map(PolicyTestRunner::json);
    }

    private static JsonValue json(RedactedBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.size());
        try {
            body.writeTo(new MadeUp(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes all bytes", e);
        }
        return JsonReader.read(out.toString(UTF_8));
    }

    private static String written(Decision.Deny deny) {
        return deny.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
