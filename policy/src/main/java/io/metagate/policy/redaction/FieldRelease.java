package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.transform.Transform;

/** What a plan says about one listed field. */
record FieldRelease(Field field, FieldDisposition fate, Transform transform) {}
