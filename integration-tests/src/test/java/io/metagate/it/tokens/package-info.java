/** Tokens as attackers make them, and as an issuer might. Start with {@link io.metagate.it.tokens.ForgedTokens}. */
@NullMarked
package io.metagate.it.tokens;

import org.jspecify.annotations.NullMarked;
