/** What a client sees: requests, and answers byte for byte. Start with {@link io.metagate.it.client.ApiClient}. */
@NullMarked
package io.metagate.it.client;

import org.jspecify.annotations.NullMarked;
