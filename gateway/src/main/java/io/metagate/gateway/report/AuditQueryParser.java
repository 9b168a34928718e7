package io.metagate.gateway.report;

import io.metagate.audit.AccessResult;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.search.AuditFilter;
import io.metagate.gateway.audit.search.AuditQuery;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.json.BadRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the parameters of a search in the audit log. */
final class AuditQueryParser {

    /** A query, and the names of its parameters. */
    record Reading(AuditQuery query, List<String> parameters) {}

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LENGTH = 128;

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private static final String LIMITS = "an integer from 1 to " + AuditQuery.MOST;
    private static final String TIME = "a time of ISO 8601 in UTC, such as 2009-04-01T00:00:00Z, from 1970 on";
    private static final String ORDER = "a time that is not after 'to'";
    private static final String TEXT = "1 to " + MAX_LENGTH + " characters";

    private AuditQueryParser() {}

    static Reading read(MultivaluedMap<String, String> parameters) throws BadRequest {
        Set<String> known = new TreeSet<>(Set.of("from", "to", "cursor", "limit"));
        for (AuditFilter filter : AuditFilter.values()) {
            known.add(filter.wireName());
        }
        QueryRequestParser.requireParameters(parameters, known);
        List<String> names = parameters.keySet().stream().sorted().toList();
        return new Reading(query(parameters), names);
    }

    private static AuditQuery query(MultivaluedMap<String, String> parameters) throws BadRequest {
        Map<AuditFilter, String> filters = new EnumMap<>(AuditFilter.class);
        for (AuditFilter filter : AuditFilter.values()) {
            String form = known(filter)
                    .map(values -> "one of " + String.join(", ", values))
                    .orElse(TEXT);
            value(parameters, filter.wireName(), form, text -> value(filter, text))
                    .ifPresent(text -> filters.put(filter, text));
        }
        Optional<Instant> from = value(parameters, "from", TIME, AuditQueryParser::time);
        Optional<Instant> to = value(parameters, "to", TIME, AuditQueryParser::time);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw BadRequest.parameter("from", ORDER);
        }
        return new AuditQuery(
                filters,
                from,
                to,
                value(parameters, "cursor", "the member next of a page", AuditQueryParser::id),
                value(parameters, "limit", LIMITS, AuditQueryParser::limit).orElse(DEFAULT_LIMIT));
    }

    /** The values that records have there, in the order of the documentation; empty if it can be any text. */
    private static Optional<List<String>> known(AuditFilter filter) {
        return switch (filter) {
            case ACTION ->
                Optional.of(Arrays.stream(AccessAction.values())
                        .map(AccessAction::wireName)
                        .toList());
            case OUTCOME ->
                Optional.of(Arrays.stream(AccessResult.values())
                        .map(AccessResult::wireName)
                        .toList());
            case PRINCIPAL, CLIENT, COLLECTION, PURPOSE -> Optional.empty();
        };
    }

    /** A value that no record can have would look like one that no record has. */
    private static String value(AuditFilter filter, String text) {
        if (!known(filter).map(values -> values.contains(text)).orElse(AuditQuery.isStorable(text))) {
            throw new IllegalArgumentException("no record has that text");
        }
        return text;
    }

    /** {@link Instant#parse} alone takes other offsets, and {@code z}, too. */
    private static Instant time(String text) {
        if (!text.endsWith("Z")) {
            throw new IllegalArgumentException("not in UTC");
        }
        Instant time = Instant.parse(text);
        UuidV7.lowest(time);
        return time;
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
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > AuditQuery.MOST) {
            throw new IllegalArgumentException("not a limit");
        }
        return Integer.parseInt(text);
    }

    /** The value of a parameter; what is not of the form is refused by name. */
    private static <T> Optional<T> value(
            MultivaluedMap<String, String> parameters, String name, String form, Function<String, T> reading)
            throws BadRequest {
        Optional<String> value = Optional.ofNullable(parameters.getFirst(name));
        if (value.isPresent() && (value.get().isEmpty() || value.get().length() > MAX_LENGTH)) {
            throw BadRequest.parameter(name, form);
        }
        try {
            return value.map(reading);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw BadRequest.parameter(name, form);
        }
    }
}
