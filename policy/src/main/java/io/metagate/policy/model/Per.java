package io.metagate.policy.model;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.List;

/** What a limit counts together. Its keys come from the verified token only. */
public sealed interface Per {

    /** Each principal by itself. */
    Per PRINCIPAL = new EachPrincipal();

    /** All principals of one client; each by itself whose token names no client. */
    Per CLIENT = new EachClient();

    /** The name of this in a bundle. */
    String written();

    /** What is counted for that principal; no two issuers share a key. */
    List<Value> key(Principal principal);

    /** Each principal by itself. */
    record EachPrincipal() implements Per {

        @Override
        public String written() {
            return "principal";
        }

        @Override
        public List<Value> key(Principal principal) {
            return List.of(new Value.Text(principal.issuer()), new Value.Text(principal.subject()));
        }
    }

    /**
     * All principals of one client. INVARIANT: whoever has no client is counted by itself, so that strangers do not use
     * up each other's quota (P5).
     */
    record EachClient() implements Per {

        @Override
        public String written() {
            return "client";
        }

        /** Without a client one part longer than with one: a subject is never taken for a client. */
        @Override
        public List<Value> key(Principal principal) {
            Value issuer = new Value.Text(principal.issuer());
            return principal.client().isBlank()
                    ? List.of(issuer, new Value.Text(PRINCIPAL.written()), new Value.Text(principal.subject()))
                    : List.of(issuer, new Value.Text(principal.client()));
        }
    }

    /**
     * All principals with the same value of a claim. INVARIANT: whoever has not one value is counted by itself, so that
     * nobody escapes the limit (P5).
     *
     * @param claim its name
     */
    record EachValue(String claim) implements Per {

        @Override
        public String written() {
            return "claim:" + claim;
        }

        /** One part longer than that of a principal: a subject is never taken for a value. */
        @Override
        public List<Value> key(Principal principal) {
            List<Value> values = principal.claim(claim);
            boolean one = values.size() == 1 && !(values.get(0) instanceof Value.Null);
            return one
                    ? List.of(
                            new Value.Text(principal.issuer()),
                            new Value.Text(written()),
                            values.get(0).canonical())
                    : PRINCIPAL.key(principal);
        }
    }
}
