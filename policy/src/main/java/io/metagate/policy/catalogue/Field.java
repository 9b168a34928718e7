package io.metagate.policy.catalogue;

import io.metagate.policy.path.FieldPath;

/** A field that the catalogue lists: where it is, what it holds and how sensitive it is. */
public record Field(FieldPath path, FieldType type, Classification classification) {}
