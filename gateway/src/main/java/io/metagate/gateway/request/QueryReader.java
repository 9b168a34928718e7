package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for out of a URL or a body. What is not of the documented form is refused, not skipped. */
public final class QueryReader {

    private static final Set<String> MEMBERS = Set.of("filter", "fields", "sort", "limit", "cursor");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_FIELDS = 200;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private QueryReader() {}

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
        ObjectNode object = closed(JsonBody.read(body), MEMBERS);
        Optional<JsonNode> filter = member(object, "filter");
        Predicate predicate = filter.isPresent() ? FilterReader.read(filter.get()) : Predicate.all();
        return new SearchRequest(
                predicate,
                filter.map(JsonNode::toString).orElse("{}"),
                fields(object),
                sort(object),
                limit(object, defaultLimit),
                cursor(object));
    }

    /** Reads the parameters of a search that has no filter. */
    public static SearchRequest list(MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of("fields", "sort", "limit", "cursor"));
        Optional<List<String>> sort = listed(parameters, "sort");
        return new SearchRequest(
                Predicate.all(),
                "{}",
                fields(listed(parameters, "fields")),
                sort.isPresent() ? sortKeys(sort.get()) : List.of(),
                limit(parameters.getFirst("limit")),
                Optional.ofNullable(parameters.getFirst("cursor")));
    }

    /** Reads the body of a count. */
    public static CountRequest count(InputStream body, MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of());
        ObjectNode object = closed(JsonBody.read(body), Set.of("filter", "by"));
        Optional<JsonNode> filter = member(object, "filter");
        return new CountRequest(filter.isPresent() ? FilterReader.read(filter.get()) : Predicate.all(), by(object));
    }

    static Optional<FieldPath> by(ObjectNode object) throws BadRequest {
        Optional<JsonNode> by = member(object, "by");
        if (by.isPresent() && !by.get().isTextual()) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return by.isPresent() ? Optional.of(path(by.get().textValue())) : Optional.empty();
    }

    /** The object, which has no members but the known ones. */
    static ObjectNode closed(ObjectNode object, Set<String> known) throws BadRequest {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw new BadRequest(ProblemCode.REQUEST_UNKNOWN_MEMBER);
            }
        }
        return object;
    }

    /** Reads the parameter {@code fields} of a URL that has no other. */
    public static Optional<List<FieldPath>> fields(MultivaluedMap<String, String> parameters) throws BadRequest {
        requireParameters(parameters, Set.of("fields"));
        return fields(listed(parameters, "fields"));
    }

    private static Optional<List<FieldPath>> fields(Optional<List<String>> written) throws BadRequest {
        return written.isPresent() ? Optional.of(paths(written.get())) : Optional.empty();
    }

    private static Optional<List<String>> listed(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).map(list -> Arrays.asList(list.split(",", -1)));
    }

    /** Refuses parameters other than the known ones, and those that stand there twice. */
    public static void requireParameters(MultivaluedMap<String, String> parameters, Set<String> known)
            throws BadRequest {
        boolean sound = parameters.entrySet().stream()
                .allMatch(parameter -> known.contains(parameter.getKey())
                        && parameter.getValue().size() == 1);
        if (!sound) {
            throw new BadRequest(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
        }
    }

    static Optional<List<FieldPath>> fields(ObjectNode object) throws BadRequest {
        Optional<JsonNode> fields = member(object, "fields");
        return fields.isEmpty() ? Optional.empty() : Optional.of(paths(texts(fields.get())));
    }

    static List<SortKey> sort(ObjectNode object) throws BadRequest {
        Optional<JsonNode> sort = member(object, "sort");
        return sortKeys(sort.isEmpty() ? List.of() : texts(sort.get()));
    }

    private static List<SortKey> sortKeys(List<String> all) throws BadRequest {
        List<SortKey> keys = new ArrayList<>();
        for (String written : all) {
            boolean descending = written.startsWith("-");
            keys.add(new SortKey(path(descending ? written.substring(1) : written), descending));
        }
        boolean twice = keys.stream().map(SortKey::path).distinct().count() != keys.size();
        if (twice || keys.size() > Query.MAX_SORT_KEYS) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return keys;
    }

    private static int limit(ObjectNode object, int byDefault) throws BadRequest {
        Optional<JsonNode> limit = member(object, "limit");
        if (limit.isEmpty()) {
            return byDefault;
        }
        if (!limit.get().isInt() || limit.get().intValue() < 1 || limit.get().intValue() > Query.MAX_LIMIT) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return limit.get().intValue();
    }

    private static int limit(@Nullable String written) throws BadRequest {
        if (written == null) {
            return DEFAULT_LIMIT;
        }
        if (!LIMIT.matcher(written).matches() || Integer.parseInt(written) > Query.MAX_LIMIT) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return Integer.parseInt(written);
    }

    private static Optional<String> cursor(ObjectNode object) throws BadRequest {
        Optional<JsonNode> cursor = member(object, "cursor");
        if (cursor.isPresent() && !cursor.get().isTextual()) {
            throw new BadRequest(ProblemCode.CURSOR_INVALID);
        }
        return cursor.map(JsonNode::textValue);
    }

    /** A member; one that is null counts as absent, so that {@code next} of a page can be sent back as {@code cursor}. */
    static Optional<JsonNode> member(ObjectNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    static List<String> texts(JsonNode node) throws BadRequest {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
            }
            texts.add(item.textValue());
        }
        if (!node.isArray() || texts.size() > MAX_FIELDS) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return texts;
    }

    private static List<FieldPath> paths(List<String> written) throws BadRequest {
        if (written.isEmpty() || written.size() > MAX_FIELDS) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        List<FieldPath> paths = new ArrayList<>();
        for (String path : written) {
            paths.add(path(path));
        }
        return paths;
    }

    static FieldPath path(String written) throws BadRequest {
        try {
            return FieldPath.of(written);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
    }
}
