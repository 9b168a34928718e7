package io.metagate.gateway.request.header;

import io.metagate.gateway.request.json.BadRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * Reads the conditions of a request (RFC 9110 section 13.1). One that would not be honoured is refused: whoever sends
 * it believes that it is.
 */
public final class ConditionalHeaders {

    private static final List<String> OF_CHANGES =
            List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

    private static final String NO_HEADER = "no such header in this request";

    private ConditionalHeaders() {}

    /** The forms that somebody who reads has already. */
    public static Optional<EntityTagList> ifNoneMatch(HttpHeaders headers) throws BadRequest {
        requireNoneBut(headers, HttpHeaders.IF_NONE_MATCH);
        return EntityTagList.read(HttpHeaders.IF_NONE_MATCH, values(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** The forms of which one must be there for a change. Such a change is not kept from being done twice by a key. */
    public static Optional<EntityTagList> ifMatch(HttpHeaders headers) throws BadRequest {
        requireNoneBut(headers, HttpHeaders.IF_MATCH);
        if (!values(headers, IdempotencyKey.HEADER).isEmpty()) {
            throw BadRequest.header(IdempotencyKey.HEADER, NO_HEADER);
        }
        return EntityTagList.read(HttpHeaders.IF_MATCH, values(headers, HttpHeaders.IF_MATCH));
    }

    /** Refuses all conditions, on what is not there yet or has no entity tag. */
    public static void requireNone(HttpHeaders headers) throws BadRequest {
        requireNoneBut(headers, "");
    }

    /** The key of somebody who makes a record. Refuses conditions: there is nothing yet that one could be about. */
    public static Optional<IdempotencyKey> idempotencyKey(HttpHeaders headers) throws BadRequest {
        requireNone(headers);
        return IdempotencyKey.read(values(headers, IdempotencyKey.HEADER));
    }

    private static void requireNoneBut(HttpHeaders headers, String known) throws BadRequest {
        for (String name : OF_CHANGES) {
            if (!name.equals(known) && !values(headers, name).isEmpty()) {
                throw BadRequest.header(name, NO_HEADER);
            }
        }
    }

    /** Each value of a header. */
    private static List<String> values(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }
}
