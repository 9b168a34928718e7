package io.metagate.gateway.request.header;

import io.metagate.gateway.request.json.BadRequest;
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
    private static final String FORM = "* or a list of entity tags (RFC 9110 section 8.8.3)";

    /** One item of the list; a recipient reads empty ones too (RFC 9110 section 5.6.1.2). */
    private static final Pattern ITEM = Pattern.compile("[ \t]*+(?:(W/)?(\"[\\x21\\x23-\\x7E]*+\"))?[ \t]*+");

    public EntityTagList {
        strong = Set.copyOf(strong);
        all = Set.copyOf(all);
    }

    /**
     * Reads the values of the header; none is none.
     *
     * @param header its name
     * @throws BadRequest if it is not of the form, since a condition that is not understood must not be passed over
     */
    public static Optional<EntityTagList> read(String header, List<String> values) throws BadRequest {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String list = String.join(",", values);
        return Optional.of(list)
                .filter(text -> text.length() <= MAX_LENGTH)
                .flatMap(text -> text.strip().equals("*")
                        ? Optional.of(new EntityTagList(true, Set.of(), Set.of()))
                        : tags(text))
                .map(Optional::of)
                .orElseThrow(() -> BadRequest.header(header, FORM));
    }

    /** The tags of a list; empty if it is none, or one that names nothing. */
    private static Optional<EntityTagList> tags(String list) {
        Set<String> strong = new HashSet<>();
        Set<String> all = new HashSet<>();
        Matcher item = ITEM.matcher(list);
        for (int at = 0; at <= list.length(); at = item.end() + 1) {
            item.region(at, list.length());
            if (!item.lookingAt() || (item.end() < list.length() && list.charAt(item.end()) != ',')) {
                return Optional.empty();
            }
            Optional<String> tag = Optional.ofNullable(item.group(2));
            tag.ifPresent(all::add);
            tag.filter(found -> item.group(1) == null).ifPresent(strong::add);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(new EntityTagList(false, strong, all));
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
