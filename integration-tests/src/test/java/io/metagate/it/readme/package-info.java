/** Holds what the pages for people say against what the software does. Start with {@code ReadmeIT}. */
@NullMarked
package io.metagate.it.readme;

import org.jspecify.annotations.NullMarked;
