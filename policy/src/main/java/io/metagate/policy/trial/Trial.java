package io.metagate.policy.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.decision.Reason;
import io.metagate.policy.json.Json;
import io.metagate.policy.json.JsonReader;
import io.metagate.policy.model.Expectation;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.TestedQuery;
import io.metagate.policy.model.Written;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Value;
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
public record Trial(PolicySet policies) {

    /** A made-up record is disclosed to nobody, and needs no audit record. */
    private record MadeUp() implements Evidence {}

    /** Runs a test. */
    public TrialResult run(PolicyTest test) {
        List<Difference> differences = new ArrayList<>();
        Expectation expect = test.expect();
        Requests requests = new Requests(test);
        if (expect.denied()) {
            requireDenied(requests.whole(), expect, differences);
        }
        expect.read().ifPresent(read -> compare(test, requests.whole(), read, differences));
        expect.refused().forEach(query -> requireRefused(requests.of(query.query()), query, differences));
        expect.allowed().forEach(query -> requireAllowed(requests.of(query.query()), query, differences));
        return new TrialResult(test, differences);
    }

    private void requireDenied(AccessRequest request, Expectation expect, List<Difference> differences) {
        if (policies.decide(request) instanceof Decision.Permit permit) {
            differences.add(new Difference(
                    expect.at(),
                    "expected to be denied, and it is permitted by " + String.join(", ", permit.policies())));
        }
    }

    private void requireRefused(AccessRequest request, TestedQuery query, List<Difference> differences) {
        Decision decision = policies.decide(request);
        if (decision instanceof Decision.Permit) {
            differences.add(new Difference(query.at(), "expected to be refused, and it is allowed"));
        } else if (((Decision.Deny) decision).reason() != Reason.FIELD_NOT_PERMITTED) {
            differences.add(new Difference(
                    query.at(),
                    "expected to be refused for a field, and "
                            + otherwise((Decision.Deny) decision, request.action())));
        }
    }

    /** Why it is refused, where that is not for a field. */
    private static String otherwise(Decision.Deny deny, Action action) {
        return deny.reason() == Reason.NO_PERMIT
                ? "no permit applies to the action " + action.written()
                : "it is refused: " + written(deny);
    }

    private void requireAllowed(AccessRequest request, TestedQuery query, List<Difference> differences) {
        if (policies.decide(request) instanceof Decision.Deny deny) {
            differences.add(new Difference(query.at(), "expected to be allowed, and it is refused: " + written(deny)));
        }
    }

    private void compare(PolicyTest test, AccessRequest request, Written read, List<Difference> differences) {
        Decision decision = policies.decide(request);
        if (decision instanceof Decision.Deny deny) {
            differences.add(new Difference(read.at(), "expected a record, and the access is denied: " + written(deny)));
            return;
        }
        Collection collection =
                policies.catalogue().collection(request.collection()).orElseThrow();
        GivenRecord given = GivenRecord.of(test.given().record().orElseThrow(), collection);
        Optional<Json> released = released((Decision.Permit) decision, given);
        boolean nothing = read instanceof Written.Scalar scalar && scalar.value() instanceof Value.Null;
        if (nothing) {
            released.ifPresent(
                    json -> differences.add(new Difference(read.at(), "expected nothing, released is " + json)));
            return;
        }
        released.ifPresentOrElse(
                json -> differences.addAll(Comparison.of(read, json)),
                () -> differences.add(new Difference(
                        read.at(), "expected a record, and it is in the rows of no permit that applies")));
    }

    private static Optional<Json> released(Decision.Permit permit, GivenRecord given) {
        return permit.redactor()
                .redact(List.of(new RawRecord(given.bson())), Integer.MAX_VALUE)
                .single()
                .map(Trial::json);
    }

    private static Json json(RedactedBody body) {
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
