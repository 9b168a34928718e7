package io.metagate.policy.redaction.plan;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.transform.Transform;

/** What a plan says about one listed field. */
public record FieldRelease(Field field, FieldDisposition fate, Transform transform) {}
