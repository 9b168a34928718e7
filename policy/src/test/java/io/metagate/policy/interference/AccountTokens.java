package io.metagate.policy.interference;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** Tokens of the accounts in {@code tokens.yaml}, as whoever sees them all gets them. */
public final class AccountTokens {

    private AccountTokens() {}

    /** The token of a text or an integer in that field. */
    public static String of(PolicySet policies, String field, ScalarValue value) {
        Principal source = new Principal("https://issuer.example", "source", "", Set.of("source"), Map.of());
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());
        Decision decision =
                policies.decide(new AccessRequest(source, "support", Action.SEARCH, "accounts", all, Instant.EPOCH));
        BsonDocument record = new BsonDocument("_id", new BsonString("acc-1"))
                .append(
                        field,
                        value instanceof ScalarValue.Text text
                                ? new BsonString(text.text())
                                : new BsonInt64(((ScalarValue.Int) value).number()));
        String page = new MemoryCollection(List.of(record)).page((Decision.Permit) decision);
        return BsonDocument.parse(page)
                .getArray("records")
                .get(0)
                .asDocument()
                .getString(field)
                .getValue();
    }
}
