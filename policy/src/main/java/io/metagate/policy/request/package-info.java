/**
 * What is asked: by whom, for what, and which records. Knows the catalogue, and nothing of policies or of the store.
 * Start with {@link io.metagate.policy.request.AccessRequest}.
 */
@NullMarked
package io.metagate.policy.request;

import org.jspecify.annotations.NullMarked;
