/** Tests of the command by example. */
@NullMarked
package io.metagate.cli;

import org.jspecify.annotations.NullMarked;
