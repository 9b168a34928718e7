package io.metagate.policy.change;

import io.metagate.policy.request.Content;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Short forms of what tests want written. */
final class Contents {

    private Contents() {}

    static Content text(String text) {
        return new Content.Scalar(new Value.Text(text));
    }

    static Content number(long number) {
        return new Content.Scalar(new Value.Int(number));
    }

    static Content nothing() {
        return new Content.Scalar(new Value.Null());
    }

    static Content items(Content... items) {
        return new Content.Items(Arrays.asList(items));
    }

    /** Names and contents in turn. */
    static Content.Members members(Object... namesAndContents) {
        Map<String, Content> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            members.put((String) namesAndContents[i], (Content) namesAndContents[i + 1]);
        }
        return new Content.Members(members);
    }

    /** A null at each of the dotted paths, of which none is within another. */
    static Content.Members nothingAt(List<String> paths) {
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (String path : paths) {
            String[] parts = path.split("\\.", 2);
            List<String> rest = below.computeIfAbsent(parts[0], name -> new ArrayList<>());
            Stream.of(parts).skip(1).forEach(rest::add);
        }
        Map<String, Content> members = new LinkedHashMap<>();
        below.forEach((name, rest) -> members.put(name, rest.isEmpty() ? nothing() : nothingAt(rest)));
        return new Content.Members(members);
    }
}
