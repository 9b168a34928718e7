package io.metagate.policy.diff;

import io.metagate.policy.request.Action;

/**
 * What is asked for.
 *
 * @param purpose for which purpose
 * @param action by which action
 * @param collection in which collection
 */
record Cell(String purpose, Action action, String collection) {}
