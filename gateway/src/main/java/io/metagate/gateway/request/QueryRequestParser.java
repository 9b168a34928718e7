package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.JsonBody;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for out of a URL or a body. What is not of the documented form is refused, not skipped. */
public final class QueryRequestParser {

    private static final Set<String> MEMBERS = Set.of("filter", "fields", "sort", "limit", "cursor");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_FIELDS = 200;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private static final String LIMITS = "an integer from 1 to " + Query.MAX_LIMIT;
    private static final String PATH = "a field path: names with dots between them";

    private QueryRequestParser() {}

    /** Reads the body of a search. */
    public static SearchRequest search(InputStream body, MultivaluedMap<String, String> parameters) throws BadRequest {
        return search(body, parameters, DEFAULT_LIMIT);
    }

    /** Reads the body of an export, whose limit is that of a chunk. */
    public static SearchRequest export(InputStream body, MultivaluedMap<String, String> parameters) throws BadRequest {
        return search(body, parameters, Query.MAX_LIMIT);
    }

    private static SearchRequest search(InputStream body, MultivaluedMap<String, String> parameters, int defaultLimit)
            throws BadRequest {
        requireParameters(parameters, Set.of());
        LocatedNode object = JsonBody.read(body).closed(MEMBERS);
        Optional<LocatedNode> filter = object.member("filter");
        return new SearchRequest(
                filter.isPresent() ? JsonFilterParser.read(filter.get()) : LocatedFilter.ALL,
                filter.map(written -> written.node().toString()).orElse("{}"),
                fields(object),
                sort(object),
                limit(object, defaultLimit),
                cursor(object));
    }

    /** Reads the parameters of a search that has no filter. */
    public static SearchRequest list(MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of("fields", "sort", "limit", "cursor"));
        Optional<List<String>> sort = listed(parameters, "sort");
        List<SortKey> keys =
                sort.isPresent() ? sortKeys(sort.get(), form -> BadRequest.parameter("sort", form)) : List.of();
        return new SearchRequest(
                LocatedFilter.ALL,
                "{}",
                listedFields(parameters),
                keys,
                limit(parameters.getFirst("limit")),
                Optional.ofNullable(parameters.getFirst("cursor")).map(WrittenCursor::parameter));
    }

    /** Reads the body of a count. */
    public static CountRequest count(InputStream body, MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of());
        LocatedNode object = JsonBody.read(body).closed(Set.of("filter", "by"));
        Optional<LocatedNode> filter = object.member("filter");
        return new CountRequest(
                filter.isPresent() ? JsonFilterParser.read(filter.get()) : LocatedFilter.ALL, by(object));
    }

    static Optional<FieldPath> by(LocatedNode object) throws BadRequest {
        Optional<LocatedNode> by = object.member("by");
        return by.isPresent() ? Optional.of(path(by.get())) : Optional.empty();
    }

    /** Reads the parameter {@code fields} of a URL that has no other. */
    public static Optional<List<FieldPath>> fields(MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of("fields"));
        return listedFields(parameters);
    }

    private static Optional<List<FieldPath>> listedFields(MultivaluedMap<String, String> parameters) throws BadRequest {
        Optional<List<String>> written = listed(parameters, "fields");
        return written.isPresent()
                ? Optional.of(paths(written.get(), form -> BadRequest.parameter("fields", form)))
                : Optional.empty();
    }

    private static Optional<List<String>> listed(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).map(list -> Arrays.asList(list.split(",", -1)));
    }

    /** Refuses parameters other than the known ones, and those that stand there twice. */
    public static void requireParameters(MultivaluedMap<String, String> parameters, Set<String> known)
            throws BadRequest {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!known.contains(parameter.getKey()) || parameter.getValue().size() != 1) {
                String expected = known.isEmpty()
                        ? "no parameters"
                        : "each once, of " + known.stream().sorted().collect(Collectors.joining(", "));
                throw new BadRequest(
                        ProblemCode.REQUEST_UNKNOWN_PARAMETER, InvalidPart.parameter(parameter.getKey(), expected));
            }
        }
    }

    static Optional<List<FieldPath>> fields(LocatedNode object) throws BadRequest {
        Optional<LocatedNode> fields = object.member("fields");
        return fields.isEmpty() ? Optional.empty() : Optional.of(paths(texts(fields.get()), fields.get()::invalid));
    }

    static List<SortKey> sort(LocatedNode object) throws BadRequest {
        Optional<LocatedNode> sort = object.member("sort");
        return sort.isEmpty() ? List.of() : sortKeys(texts(sort.get()), sort.get()::invalid);
    }

    private static List<SortKey> sortKeys(List<String> all, Refusal refusal) throws BadRequest {
        List<SortKey> keys = new ArrayList<>();
        for (String written : all) {
            boolean descending = written.startsWith("-");
            keys.add(new SortKey(path(descending ? written.substring(1) : written, refusal), descending));
        }
        boolean twice = keys.stream().map(SortKey::path).distinct().count() != keys.size();
        if (twice || keys.size() > Query.MAX_SORT_KEYS) {
            throw refusal.expecting("at most " + Query.MAX_SORT_KEYS + " field paths, none of them twice");
        }
        return keys;
    }

    private static int limit(LocatedNode object, int byDefault) throws BadRequest {
        Optional<LocatedNode> limit = object.member("limit");
        if (limit.isEmpty()) {
            return byDefault;
        }
        JsonNode node = limit.get().node();
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > Query.MAX_LIMIT) {
            throw limit.get().invalid(LIMITS);
        }
        return node.intValue();
    }

    private static int limit(@Nullable String written) throws BadRequest {
        if (written == null) {
            return DEFAULT_LIMIT;
        }
        if (!LIMIT.matcher(written).matches() || Integer.parseInt(written) > Query.MAX_LIMIT) {
            throw BadRequest.parameter("limit", LIMITS);
        }
        return Integer.parseInt(written);
    }

    private static Optional<WrittenCursor> cursor(LocatedNode object) throws BadRequest {
        Optional<LocatedNode> cursor = object.member("cursor");
        if (cursor.isPresent() && !cursor.get().isTextual()) {
            throw cursor.get().refused(ProblemCode.CURSOR_INVALID, WrittenCursor.EXPECTED);
        }
        return cursor.map(LocatedNode::text).map(WrittenCursor::member);
    }

    private static String text(LocatedNode place, String expected) throws BadRequest {
        if (!place.isTextual()) {
            throw place.invalid(expected);
        }
        return place.text();
    }

    static List<String> texts(LocatedNode list) throws BadRequest {
        if (!list.isArray() || list.size() > MAX_FIELDS) {
            throw list.invalid("an array of at most " + MAX_FIELDS + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (LocatedNode item : list.items()) {
            texts.add(text(item, "text"));
        }
        return texts;
    }

    private static List<FieldPath> paths(List<String> written, Refusal refusal) throws BadRequest {
        if (written.isEmpty() || written.size() > MAX_FIELDS) {
            throw refusal.expecting("1 to " + MAX_FIELDS + " field paths");
        }
        List<FieldPath> paths = new ArrayList<>();
        for (String path : written) {
            paths.add(path(path, refusal));
        }
        return paths;
    }

    /** The path of a field. */
    static FieldPath path(LocatedNode place) throws BadRequest {
        return path(text(place, PATH), place::invalid);
    }

    private static FieldPath path(String written, Refusal refusal) throws BadRequest {
        try {
            return FieldPath.of(written);
        } catch (IllegalArgumentException e) {
            throw refusal.expecting(PATH);
        }
    }

    /** Says where something else than what is expected stands. */
    @FunctionalInterface
    private interface Refusal {
        BadRequest expecting(String form);
    }
}
