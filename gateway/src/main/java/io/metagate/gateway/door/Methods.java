package io.metagate.gateway.door;

import io.metagate.gateway.problem.ProblemCode;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods that some endpoint has. */
final class Methods {

    private static final Set<HttpMethod> LET_IN =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

    /** The names of all of them. */
    static final Set<String> NAMES = LET_IN.stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private Methods() {}

    static boolean letIn(HttpMethod method) {
        return LET_IN.contains(method);
    }

    /** The same answer, with those of the methods that are let in if it is that there is not this one (RFC 9110 section 15.5.6). */
    static Response allowing(Response answer, Collection<String> methods) {
        return answer.getStatus() == ProblemCode.METHOD_NOT_ALLOWED.status()
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, header(methods))
                        .build()
                : answer;
    }

    private static String header(Collection<String> methods) {
        return methods.stream().filter(NAMES::contains).sorted().collect(Collectors.joining(", "));
    }
}
