/**
 * What the tests of several modules share. Knows nothing of what is tested. Start with {@link io.metagate.test.Seeded},
 * {@link io.metagate.test.Eventually}, {@link io.metagate.test.Concurrent} and {@link io.metagate.test.SealedFamilies}.
 */
@NullMarked
package io.metagate.test;

import org.jspecify.annotations.NullMarked;
