/**
 * The policy library: who may see what of which record, and how it leaves. It reads no clock, no random source and no
 * environment, and knows no framework, no database and no HTTP.
 *
 * <p>Start with {@link io.metagate.policy.catalogue.Catalogue} (what exists), then
 * {@link io.metagate.policy.request.AccessRequest} (what is asked), {@code decision.PolicySet} (what is answered) and
 * {@code redaction.Redactor} (what leaves).
 */
@NullMarked
package io.metagate.policy;

import org.jspecify.annotations.NullMarked;
