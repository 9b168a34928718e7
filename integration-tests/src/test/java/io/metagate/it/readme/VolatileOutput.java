package io.metagate.it.readme;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What differs between two runs of one command: ids, times, hashes, what is made with a random key, what is left of a
 * quota.
 */
final class VolatileOutput {

    private record Kind(Pattern form, String name) {}

    private static final List<Kind> KINDS = List.of(
            kind("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>"),
            kind("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "<time>"),
            kind("\\b[0-9a-f]{64}\\b", "<hash>"),
            kind("p1_[A-Za-z0-9_-]{22}", "<pseudonym>"),
            kind("(?<=\"(principal|record)\":\")[A-Za-z0-9_-]{22}(?=\")", "<tag>"),
            kind("(?<=-(requests|probes)\":)\\d+", "<left>"));

    private VolatileOutput() {}

    /** The text with names for such things, and without the line breaks of a page. */
    static String named(String text) {
        String joined = text.lines().map(String::strip).collect(Collectors.joining());
        for (Kind kind : KINDS) {
            joined = kind.form().matcher(joined).replaceAll(kind.name());
        }
        return joined;
    }

    private static Kind kind(String form, String name) {
        return new Kind(Pattern.compile(form), name);
    }
}
