package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is decided about tokens that are to be turned back.
 *
 * @param principal who asks
 * @param purpose the name of the stated purpose, not yet known to exist
 * @param collection the name of the collection, not yet known to exist
 * @param field the field that they are tokens of, not yet known to exist
 * @param tokens the tokens, which may be any texts; 1 to 100
 * @param at when it is asked
 */
public record RevealRequest(
        Principal principal, String purpose, String collection, FieldPath field, List<String> tokens, Instant at) {

    /** The most tokens of one request. */
    public static final int MAX_TOKENS = 100;

    public RevealRequest {
        tokens = List.copyOf(tokens);
        if (tokens.isEmpty() || tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("1 to " + MAX_TOKENS + " tokens are turned back at once");
        }
    }

    /** The same as an access: to the field, where it has one of so many values. */
    public AccessRequest access() {
        List<ScalarValue> values =
                tokens.stream().<ScalarValue>map(ScalarValue.Text::new).toList();
        Query query =
                new Query(new Predicate.In(field, values), Optional.of(List.of(field)), List.of(), 1, Optional.empty());
        return new AccessRequest(principal, purpose, Action.REVEAL, collection, query, at);
    }

    @Override
    public String toString() {
        return "RevealRequest[" + tokens.size() + "]";
    }
}
