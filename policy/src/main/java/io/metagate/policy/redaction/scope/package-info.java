/**
 * Predicates evaluated on the bytes of a record, as the store would evaluate them. Knows nothing of policies and of
 * what leaves. Start with {@link io.metagate.policy.redaction.scope.RecordMatcher}.
 */
@NullMarked
package io.metagate.policy.redaction.scope;

import org.jspecify.annotations.NullMarked;
