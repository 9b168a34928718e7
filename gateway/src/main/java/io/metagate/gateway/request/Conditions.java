package io.metagate.gateway.request;

import io.metagate.gateway.problem.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the conditions of a request (RFC 9110 section 13.1). One that would not be honoured is refused: whoever sends it believes that it is. */
public final class Conditions {

    private static final Set<String> OF_CHANGES =
            Set.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

    private Conditions() {}

    /** The forms that somebody who reads has already. */
    public static Optional<EntityTagList> ifNoneMatch(HttpHeaders headers) throws BadRequest {
        requireNoneBut(headers, HttpHeaders.IF_NONE_MATCH);
        return EntityTagList.read(values(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** The forms of which one must be there for a change. Such a change is not kept from being done twice by a key. */
    public static Optional<EntityTagList> ifMatch(HttpHeaders headers) throws BadRequest {
        requireNoneBut(headers, HttpHeaders.IF_MATCH);
        if (!values(headers, IdempotencyKey.HEADER).isEmpty()) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return EntityTagList.read(values(headers, HttpHeaders.IF_MATCH));
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
        boolean other = OF_CHANGES.stream().filter(name -> !name.equals(known)).anyMatch(name -> !values(headers, name)
                .isEmpty());
        if (other) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
    }

    /** Each value of a header. */
    private static List<String> values(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }
}
