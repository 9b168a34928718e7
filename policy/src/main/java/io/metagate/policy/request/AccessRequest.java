package io.metagate.policy.request;

/**
 * What a decision is made about.
 *
 * @param principal who asks
 * @param purpose the name of the stated purpose, not yet known to exist
 * @param action what is to be done
 * @param collection the name of the collection, not yet known to exist
 * @param query which of its records
 */
public record AccessRequest(Principal principal, String purpose, Action action, String collection, Query query) {}
