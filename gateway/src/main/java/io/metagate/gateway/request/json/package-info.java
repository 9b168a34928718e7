/**
 * Bodies as JSON whose every part knows where it stands, and values in MongoDB Extended JSON v2. Knows no request.
 * Start with {@link io.metagate.gateway.request.json.JsonBody}.
 */
@NullMarked
package io.metagate.gateway.request.json;

import org.jspecify.annotations.NullMarked;
