/**
 * What exists: the collections, their fields with type and classification, and the purposes an access may have. Knows
 * nothing of who asks. Start with {@link io.metagate.policy.catalogue.Catalogue}.
 */
@NullMarked
package io.metagate.policy.catalogue;

import org.jspecify.annotations.NullMarked;
