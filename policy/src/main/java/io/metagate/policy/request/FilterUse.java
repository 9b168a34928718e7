package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;

/**
 * One use that a filter makes of a field.
 *
 * @param path the field
 * @param kind how it is used
 * @param values how many values it is compared with
 */
public record FilterUse(FieldPath path, FilterKind kind, int values) {}
