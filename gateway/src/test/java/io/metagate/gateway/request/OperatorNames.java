package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The names that mean something to MongoDB, and those of them that mean something to a filter of ours. */
final class OperatorNames {

    /** What joins filters. */
    static final Set<String> CONNECTIVES = Set.of("$and", "$or");

    /** What tests a field. */
    static final Set<String> TESTS = Set.of(
            "$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$exists", "$startsWith", "$elemMatch", "$not");

    private OperatorNames() {}

    /** All of them. */
    static List<String> all() {
        try (InputStream in = OperatorNames.class.getResourceAsStream("mongodb-operators.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that no filter may hold. */
    static Stream<String> foreign() {
        return all().stream().filter(name -> !CONNECTIVES.contains(name) && !TESTS.contains(name));
    }
}
