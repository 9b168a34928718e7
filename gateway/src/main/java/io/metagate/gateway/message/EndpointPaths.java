package io.metagate.gateway.message;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths that there are, each in its one spelling, and the methods that each has. INVARIANT: whatever is not listed
 * here reaches no endpoint, not even one of the framework's (P6).
 */
public final class EndpointPaths {

    /** Where the API is described: the one path whose answer is the same for everybody, and is not recorded. */
    public static final String DESCRIPTION = "/openapi";

    /** Stands for a segment that the client chooses. */
    static final String ANY = "{}";

    private static final String RECORDS = "/v1/collections/{}/records";
    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Set<String> ASK = Set.of("POST");

    /** The methods of each path. */
    static final Map<String, Set<String>> METHODS = Map.ofEntries(
            entry(DESCRIPTION, READ),
            entry("/v1/collections", READ),
            entry("/v1/collections/{}", READ),
            entry(RECORDS, Set.of("GET", "HEAD", "POST")),
            entry(RECORDS + "/{}", Set.of("GET", "HEAD", "PATCH", "DELETE")),
            entry(RECORDS + "/search", ASK),
            entry(RECORDS + "/count", ASK),
            entry(RECORDS + "/export", ASK),
            entry("/v1/collections/{}/tokens/reveal", ASK),
            entry("/v1/decisions/explain", ASK),
            entry("/v1/audit/records", READ));

    /** The methods whose requests have content; none of the others does, on any path. */
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PATCH");

    private static final List<Endpoint> ENDPOINTS = METHODS.entrySet().stream()
            .map(entry -> new Endpoint(PathSegments.of(entry.getKey()), entry.getValue()))
            .toList();

    private EndpointPaths() {}

    /**
     * The methods of that path, in alphabetical order; none if there is no such path. A record may have the name of an
     * endpoint: both count.
     */
    public static List<String> methods(String path) {
        List<String> segments = PathSegments.of(path);
        Set<String> methods = new TreeSet<>();
        ENDPOINTS.stream()
                .filter(endpoint -> endpoint.matches(segments))
                .forEach(endpoint -> methods.addAll(endpoint.methods()));
        return new ArrayList<>(methods);
    }

    /** Whether requests of that method have content (RFC 9110 section 6.4). */
    public static boolean takesContent(String method) {
        return WITH_CONTENT.contains(method);
    }

    private record Endpoint(List<String> segments, Set<String> methods) {

        boolean matches(List<String> asked) {
            if (asked.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                String fixed = segments.get(i);
                boolean fits = fixed.equals(ANY) ? PathSegments.isOne(asked.get(i)) : fixed.equals(asked.get(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }
    }
}
