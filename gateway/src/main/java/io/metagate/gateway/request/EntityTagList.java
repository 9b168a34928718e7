package io.metagate.gateway.request;

import io.metagate.gateway.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of a record that a header {@code If-Match} or {@code If-None-Match} names (RFC 9110 section 13.1).
 *
 * @param any whether it names all of them
 * @param strong the tags that stand for the very same bytes
 * @param all those and the weak ones
 */
public record EntityTagList(boolean any, Set<String> strong, Set<String> all) {

    private static final int MAX_LENGTH = 4096;
    private static final Pattern TAG = Pattern.compile("[ \t]*+(W/)?(\"[\\x21\\x23-\\x7E]*+\")[ \t]*+");

    public EntityTagList {
        strong = Set.copyOf(strong);
        all = Set.copyOf(all);
    }

    /**
     * Reads the values of the header; none is none.
     *
     * @throws BadRequest if it is not of the form, since a condition that is not understood must not be passed over
     */
    public static Optional<EntityTagList> read(List<String> values) throws BadRequest {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String list = String.join(",", values);
        if (list.length() > MAX_LENGTH) {
            throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
        }
        return Optional.of(list.strip().equals("*") ? new EntityTagList(true, Set.of(), Set.of()) : tags(list));
    }

    private static EntityTagList tags(String list) throws BadRequest {
        Set<String> strong = new HashSet<>();
        Set<String> all = new HashSet<>();
        Matcher tag = TAG.matcher(list);
        int at = 0;
        do {
            tag.region(at, list.length());
            if (!tag.lookingAt() || (tag.end() < list.length() && list.charAt(tag.end()) != ',')) {
                throw new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
            }
            all.add(tag.group(2));
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            at = tag.end() + 1;
        } while (at <= list.length());
        return new EntityTagList(false, strong, all);
    }

    /** Whether it names that form byte for byte, as a change asks. */
    public boolean namesExactly(String tag) {
        return any || strong.contains(tag);
    }

    /** Whether it names that form, as whoever has a copy asks. */
    public boolean names(String tag) {
        return any || all.contains(tag);
    }
}
