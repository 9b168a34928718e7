package io.metagate.policy.model.limit;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;

/** What a limit counts together. Its keys come from the verified token only. */
public sealed interface LimitScope {

    /** Each principal by itself. */
    LimitScope PRINCIPAL = new EachPrincipal();

    /** All principals of one client; each by itself whose token names no client. */
    LimitScope CLIENT = new EachClient();

    /** The name of this in a bundle. */
    String wireName();

    /** What is counted for that principal; no two issuers share a key. */
    List<ScalarValue> key(Principal principal);

    /** Each principal by itself. */
    record EachPrincipal() implements LimitScope {

        @Override
        public String wireName() {
            return "principal";
        }

        @Override
        public List<ScalarValue> key(Principal principal) {
            return List.of(new ScalarValue.Text(principal.issuer()), new ScalarValue.Text(principal.subject()));
        }
    }

    /**
     * All principals of one client. INVARIANT: whoever has no client is counted by itself, so that strangers do not use
     * up each other's quota (P5).
     */
    record EachClient() implements LimitScope {

        @Override
        public String wireName() {
            return "client";
        }

        /** Without a client one part longer than with one: a subject is never taken for a client. */
        @Override
        public List<ScalarValue> key(Principal principal) {
            ScalarValue issuer = new ScalarValue.Text(principal.issuer());
            return principal.client().isBlank()
                    ? List.of(
                            issuer,
                            new ScalarValue.Text(PRINCIPAL.wireName()),
                            new ScalarValue.Text(principal.subject()))
                    : List.of(issuer, new ScalarValue.Text(principal.client()));
        }
    }

    /**
     * All principals with the same value of a claim. INVARIANT: whoever has not one value is counted by itself, so that
     * nobody escapes the limit (P5).
     *
     * @param claim its name
     */
    record EachValue(String claim) implements LimitScope {

        @Override
        public String wireName() {
            return "claim:" + claim;
        }

        /** One part longer than that of a principal: a subject is never taken for a value. */
        @Override
        public List<ScalarValue> key(Principal principal) {
            List<ScalarValue> values = principal.claim(claim);
            boolean one = values.size() == 1 && !values.get(0).isNull();
            return one
                    ? List.of(
                            new ScalarValue.Text(principal.issuer()),
                            new ScalarValue.Text(wireName()),
                            values.get(0).canonical())
                    : PRINCIPAL.key(principal);
        }
    }
}
