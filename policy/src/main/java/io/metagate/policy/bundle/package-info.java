/**
 * The files of a bundle on disk, which are the same for whoever reads it. The only code of this library that knows of
 * disks. Start with {@link io.metagate.policy.bundle.BundleFolder}.
 */
@NullMarked
package io.metagate.policy.bundle;

import org.jspecify.annotations.NullMarked;
