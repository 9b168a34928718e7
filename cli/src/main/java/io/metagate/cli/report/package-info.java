/**
 * What the commands tell, for people and as JSON. Knows no command, and finds nothing out by itself. Start with
 * {@link io.metagate.cli.report.CommandReport}.
 */
@NullMarked
package io.metagate.cli.report;

import org.jspecify.annotations.NullMarked;
