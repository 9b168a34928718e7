/**
 * What the tests of several modules share. Knows nothing of what is tested. Start with {@link io.metagate.test.Seeded}
 * and {@link io.metagate.test.Eventually}.
 */
@NullMarked
package io.metagate.test;

import org.jspecify.annotations.NullMarked;
