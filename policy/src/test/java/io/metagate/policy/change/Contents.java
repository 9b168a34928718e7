package io.metagate.policy.change;

import io.metagate.policy.request.Content;
import io.metagate.policy.request.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
