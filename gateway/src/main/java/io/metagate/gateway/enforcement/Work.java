package io.metagate.gateway.enforcement;

/** What one endpoint does between the request limit and the audit log. */
@FunctionalInterface
public interface Work {

    /** Makes the answer to an admitted request. */
    Answer answer(Admitted request);
}
