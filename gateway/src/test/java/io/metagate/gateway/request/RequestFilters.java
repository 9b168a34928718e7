package io.metagate.gateway.request;

import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.JsonBody;
import io.metagate.policy.request.Predicate;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/** Filters as requests bring them, for tests of what becomes of them. */
public final class RequestFilters {

    private RequestFilters() {}

    /** The filter in these bytes of a body; empty if it is refused. */
    public static Optional<Predicate> read(byte[] body) {
        try {
            return Optional.of(JsonFilterParser.read(JsonBody.read(new ByteArrayInputStream(body)))
                    .predicate());
        } catch (BadRequest e) {
            return Optional.empty();
        }
    }
}
