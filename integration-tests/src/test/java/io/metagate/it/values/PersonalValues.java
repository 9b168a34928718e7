package io.metagate.it.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/** The names, user names, e-mail addresses and telephone numbers of records, wherever they stand in them. */
public final class PersonalValues {

    private static final Set<String> PERSONAL =
            Set.of("username", "name", "email", "phone", "Email", "us\u0435rname", "region ", "company.legalName");
    /** Shorter values, such as one part of a name, may stand in a text by chance. */
    private static final int SHORTEST = 8;

    private final Map<String, List<String>> byBeginning = new HashMap<>();
    private int size;

    private PersonalValues() {}

    /** Those of all these records. */
    public static PersonalValues of(Stream<Document> records) {
        PersonalValues values = new PersonalValues();
        records.forEach(record -> values.collect(record, false));
        return values;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The first of them that stands anywhere in the text, if one does. */
    public Optional<String> findIn(String text) {
        for (int at = 0; at + SHORTEST <= text.length(); at++) {
            for (String value : byBeginning.getOrDefault(text.substring(at, at + SHORTEST), List.of())) {
                if (text.startsWith(value, at)) {
                    return Optional.of(value);
                }
            }
        }
        return Optional.empty();
    }

    private void collect(Object value, boolean personal) {
        if (value instanceof Document document) {
            document.forEach((name, member) -> {
                if (name.contains("@")) {
                    add(name);
                }
                collect(member, personal || PERSONAL.contains(name));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, personal));
        } else if (personal && (value instanceof String || value instanceof Number)) {
            add(value.toString());
        }
    }

    private void add(String value) {
        // A telephone number gives itself away without its plus sign, too.
        String essence = value.startsWith("+") ? value.substring(1) : value;
        if (essence.length() < SHORTEST) {
            return;
        }
        List<String> bucket =
                byBeginning.computeIfAbsent(essence.substring(0, SHORTEST), beginning -> new ArrayList<>());
        if (!bucket.contains(essence)) {
            bucket.add(essence);
            size++;
        }
    }
}
