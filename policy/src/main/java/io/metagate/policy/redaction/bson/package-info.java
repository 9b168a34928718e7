/**
 * BSON bytes read in place and JSON bytes written, without an object per value. Knows nothing of fields, policies or
 * transforms; used by the packages of redaction only. Start with {@link io.metagate.policy.redaction.bson.BsonBytes}.
 */
@NullMarked
package io.metagate.policy.redaction.bson;

import org.jspecify.annotations.NullMarked;
