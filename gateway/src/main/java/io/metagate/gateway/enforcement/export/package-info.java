/**
 * Exports on their way to their clients: how many at once, chunk after chunk, each recorded before it leaves (P3).
 * Start with {@code ExportLauncher}.
 */
@NullMarked
package io.metagate.gateway.enforcement.export;

import org.jspecify.annotations.NullMarked;
