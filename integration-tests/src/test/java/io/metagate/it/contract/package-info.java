/**
 * The description of the API, held against what the gateway does. Start with
 * {@link io.metagate.it.contract.OpenApiDocument}.
 */
@NullMarked
package io.metagate.it.contract;

import org.jspecify.annotations.NullMarked;
