/**
 * Addresses of values inside a record. Knows nothing of types, rights or BSON. Start with
 * {@link io.metagate.policy.path.FieldPath}.
 */
@NullMarked
package io.metagate.policy.path;

import org.jspecify.annotations.NullMarked;
