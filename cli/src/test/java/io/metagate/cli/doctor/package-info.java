/** Tests of what is said of what is found. */
@NullMarked
package io.metagate.cli.doctor;

import org.jspecify.annotations.NullMarked;
