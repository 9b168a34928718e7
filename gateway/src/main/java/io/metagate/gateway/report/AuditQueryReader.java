package io.metagate.gateway.report;

import io.metagate.gateway.evidence.AuditFilter;
import io.metagate.gateway.evidence.AuditQuery;
import io.metagate.gateway.problem.ProblemCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the parameters of a search in the audit log. */
final class AuditQueryReader {

    /** What reading them gave. */
    sealed interface Reading {

        /** A query, and the names of its parameters. */
        record Sound(AuditQuery query, List<String> parameters) implements Reading {}

        /** A reason to refuse the request. */
        record Unsound(ProblemCode code) implements Reading {}
    }

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LENGTH = 128;

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private AuditQueryReader() {}

    static Reading read(MultivaluedMap<String, String> parameters) {
        Set<String> known = new TreeSet<>(Set.of("from", "to", "cursor", "limit"));
        for (AuditFilter filter : AuditFilter.values()) {
            known.add(filter.written());
        }
        boolean sound = parameters.entrySet().stream()
                .allMatch(parameter -> known.contains(parameter.getKey())
                        && parameter.getValue().size() == 1);
        if (!sound) {
            return new Reading.Unsound(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
        }
        try {
            List<String> names = parameters.keySet().stream().sorted().toList();
            return new Reading.Sound(query(parameters), names);
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Reading.Unsound(ProblemCode.REQUEST_INVALID_VALUE);
        }
    }

    private static AuditQuery query(MultivaluedMap<String, String> parameters) {
        Map<AuditFilter, String> filters = new EnumMap<>(AuditFilter.class);
        for (AuditFilter filter : AuditFilter.values()) {
            value(parameters, filter.written()).ifPresent(value -> filters.put(filter, value));
        }
        return new AuditQuery(
                filters,
                value(parameters, "from").map(Instant::parse),
                value(parameters, "to").map(Instant::parse),
                value(parameters, "cursor").map(AuditQueryReader::id),
                value(parameters, "limit").map(AuditQueryReader::limit).orElse(DEFAULT_LIMIT));
    }

    /** {@link UUID#fromString} alone takes groups of any length. */
    private static UUID id(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("the cursor is not the id of a record");
        }
        return id;
    }

    /** In ASCII digits: {@link Integer#valueOf(String)} alone takes those of all scripts. */
    private static int limit(String text) {
        if (!LIMIT.matcher(text).matches()) {
            throw new IllegalArgumentException("the limit is not an integer");
        }
        return Integer.parseInt(text);
    }

    private static Optional<String> value(MultivaluedMap<String, String> parameters, String name) {
        Optional<String> value = Optional.ofNullable(parameters.getFirst(name));
        if (value.isPresent() && (value.get().isEmpty() || value.get().length() > MAX_LENGTH)) {
            throw new IllegalArgumentException("a parameter has 1 to " + MAX_LENGTH + " characters");
        }
        return value;
    }
}
