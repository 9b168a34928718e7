/**
 * Fuzz targets: each takes any bytes and must not fail. A corpus of inputs that once told something lies in the
 * resources of this package and is run by every build; the profile {@code nightly} lets Jazzer look for more. Start
 * with {@link io.metagate.policy.fuzz.BundleTarget}.
 */
@NullMarked
package io.metagate.policy.fuzz;

import org.jspecify.annotations.NullMarked;
