package io.metagate.gateway.enforcement.context;

import io.metagate.gateway.problem.InvalidPart;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every request says of itself in its headers.
 *
 * @param identity who the token says it is; not looked at before the enforcement point does
 * @param action what is to be done
 * @param purposes each value of {@code Metagate-Purpose}
 * @param reasons each value of {@code Metagate-Reason}
 * @param elevations each value of {@code Metagate-Elevation}, which nothing can honour yet
 * @param trace the trace that the request belongs to, if it says so (W3C Trace Context)
 */
public record RequestMetadata(
        SecurityIdentity identity,
        AccessAction action,
        List<String> purposes,
        List<String> reasons,
        List<String> elevations,
        Optional<String> trace) {

    private static final Pattern TRACEPARENT = Pattern.compile(
            "(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_REASON = 512;

    public RequestMetadata {
        purposes = List.copyOf(purposes);
        reasons = List.copyOf(reasons);
        elevations = List.copyOf(elevations);
    }

    /**
     * Reads the headers.
     *
     * @param header gives all values of a header
     */
    public static RequestMetadata of(
            SecurityIdentity identity, AccessAction action, Function<String, List<String>> header) {
        Optional<String> trace = header.apply("traceparent").stream()
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        return new RequestMetadata(
                identity,
                action,
                header.apply("Metagate-Purpose"),
                header.apply("Metagate-Reason"),
                header.apply("Metagate-Elevation"),
                trace);
    }

    /**
     * The first header that is not well-formed, if one is not: none may be there twice, a purpose is a name, a reason
     * has up to 512 characters; and there is no elevation, as whoever sends one believes that it is honoured.
     */
    public Optional<InvalidPart> invalidHeader() {
        if (!elevations.isEmpty()) {
            return Optional.of(InvalidPart.header("Metagate-Elevation", "no such header"));
        }
        if (purposes.size() > 1
                || !purposes.stream()
                        .allMatch(purpose -> PURPOSE.matcher(purpose).matches())) {
            return Optional.of(InvalidPart.header("Metagate-Purpose", "one name of a purpose"));
        }
        return reasons.size() > 1 || reasons.stream().anyMatch(reason -> reason.length() > MAX_REASON)
                ? Optional.of(
                        InvalidPart.header("Metagate-Reason", "one text of at most " + MAX_REASON + " characters"))
                : Optional.empty();
    }

    /** The stated purpose, if one is. */
    public Optional<String> purpose() {
        return purposes.stream().findFirst();
    }

    /** The stated reason, if one is. */
    public Optional<String> reason() {
        return reasons.stream().findFirst();
    }
}
