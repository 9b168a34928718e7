package io.metagate.policy.change;

import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Short forms of what tests want written. */
final class SampleContents {

    private SampleContents() {}

    static DocumentValue text(String text) {
        return new DocumentValue.Scalar(new ScalarValue.Text(text));
    }

    static DocumentValue number(long number) {
        return new DocumentValue.Scalar(new ScalarValue.Int(number));
    }

    static DocumentValue nothing() {
        return new DocumentValue.Scalar(new ScalarValue.Null());
    }

    static DocumentValue items(DocumentValue... items) {
        return new DocumentValue.Items(Arrays.asList(items));
    }

    /** Names and contents in turn. */
    static DocumentValue.Members members(Object... namesAndContents) {
        Map<String, DocumentValue> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            members.put((String) namesAndContents[i], (DocumentValue) namesAndContents[i + 1]);
        }
        return new DocumentValue.Members(members);
    }

    /** A null at each of the dotted paths, of which none is within another. */
    static DocumentValue.Members nothingAt(List<String> paths) {
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (String path : paths) {
            String[] parts = path.split("\\.", 2);
            List<String> rest = below.computeIfAbsent(parts[0], name -> new ArrayList<>());
            Stream.of(parts).skip(1).forEach(rest::add);
        }
        Map<String, DocumentValue> members = new LinkedHashMap<>();
        below.forEach((name, rest) -> members.put(name, rest.isEmpty() ? nothing() : nothingAt(rest)));
        return new DocumentValue.Members(members);
    }
}
