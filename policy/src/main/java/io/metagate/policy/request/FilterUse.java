package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;

/** One use that a filter makes of a field. */
public record FilterUse(FieldPath path, FilterKind kind) {}
