/**
 * Runs the tests of a bundle against its policies, with made-up records and the redaction that real ones get. Start
 * with {@link io.metagate.policy.testing.PolicyTestRunner}.
 */
@NullMarked
package io.metagate.policy.testing;

import org.jspecify.annotations.NullMarked;
