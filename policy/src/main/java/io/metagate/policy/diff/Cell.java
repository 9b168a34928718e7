package io.metagate.policy.diff;

import io.metagate.policy.request.Action;

/**
 * Who asks for what.
 *
 * @param onlooker who
 * @param purpose for which purpose
 * @param action by which action
 * @param collection in which collection
 */
record Cell(Onlooker onlooker, String purpose, Action action, String collection) {}
