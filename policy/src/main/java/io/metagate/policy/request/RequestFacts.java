package io.metagate.policy.request;

import java.time.Instant;

/**
 * What a condition may know of a request beside its principal.
 *
 * @param purpose the name of the stated purpose
 * @param action what is to be done
 * @param collection the name of the collection
 * @param at when it is asked
 */
public record RequestFacts(String purpose, Action action, String collection, Instant at) {}
