package io.metagate.policy.filter;

import io.metagate.policy.path.FieldPath;

/**
 * The field that a condition is about.
 *
 * @param at where its name stands
 * @param path its whole path, from the record
 */
public record FilterField<P>(P at, FieldPath path) {}
