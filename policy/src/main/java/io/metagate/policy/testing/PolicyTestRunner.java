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
import io.metagate.policy.request.ScalarValue;
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
        List<TestFailure> differences = new ArrayList<>();
        TestExpectation expect = test.expect();
        TestRequests requests = new TestRequests(test);
        if (expect.denied()) {
            requireDenied(requests.whole(), expect, differences);
        }
        expect.read().ifPresent(read -> compare(test, requests.whole(), read, differences));
        expect.refused().forEach(query -> requireRefused(requests.of(query.query()), query, differences));
        expect.allowed().forEach(query -> requireAllowed(requests.of(query.query()), query, differences));
        return new PolicyTestResult(test, differences);
    }

    private void requireDenied(AccessRequest request, TestExpectation expect, List<TestFailure> differences) {
        if (policies.decide(request) instanceof Decision.Permit permit) {
            differences.add(new TestFailure(
                    expect.at(),
                    "expected to be denied, and it is permitted by " + String.join(", ", permit.policies())));
        }
    }

    private void requireRefused(AccessRequest request, TestedQuery query, List<TestFailure> differences) {
        Decision decision = policies.decide(request);
        if (decision instanceof Decision.Permit) {
            differences.add(new TestFailure(query.at(), "expected to be refused, and it is allowed"));
        } else if (((Decision.Deny) decision).reason() != DenyReason.FIELD_NOT_PERMITTED) {
            differences.add(new TestFailure(
                    query.at(),
                    "expected to be refused for a field, and "
                            + otherwise((Decision.Deny) decision, request.action())));
        }
    }

    /** Why it is refused, where that is not for a field. */
    private static String otherwise(Decision.Deny deny, Action action) {
        return deny.reason() == DenyReason.NO_PERMIT
                ? "no permit applies to the action " + action.written()
                : "it is refused: " + written(deny);
    }

    private void requireAllowed(AccessRequest request, TestedQuery query, List<TestFailure> differences) {
        if (policies.decide(request) instanceof Decision.Deny deny) {
            differences.add(new TestFailure(query.at(), "expected to be allowed, and it is refused: " + written(deny)));
        }
    }

    private void compare(PolicyTest test, AccessRequest request, YamlValue read, List<TestFailure> differences) {
        Decision decision = policies.decide(request);
        if (decision instanceof Decision.Deny deny) {
            differences.add(
                    new TestFailure(read.at(), "expected a record, and the access is denied: " + written(deny)));
            return;
        }
        Collection collection =
                policies.catalogue().collection(request.collection()).orElseThrow();
        GivenRecord given = GivenRecord.of(test.given().record().orElseThrow(), collection);
        Optional<JsonValue> released = released((Decision.Permit) decision, given);
        boolean nothing = read instanceof YamlValue.Scalar scalar && scalar.value() instanceof ScalarValue.Null;
        if (nothing) {
            released.ifPresent(
                    json -> differences.add(new TestFailure(read.at(), "expected nothing, released is " + json)));
            return;
        }
        released.ifPresentOrElse(
                json -> differences.addAll(ExpectationMatcher.of(read, json)),
                () -> differences.add(new TestFailure(
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
