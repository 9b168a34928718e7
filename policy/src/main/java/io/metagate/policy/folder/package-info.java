/**
 * The files of a bundle on disk, which are the same for whoever reads it. The only code of this library that knows of
 * disks. Start with {@link io.metagate.policy.folder.BundleFolder}.
 */
@NullMarked
package io.metagate.policy.folder;

import org.jspecify.annotations.NullMarked;
