package io.metagate.policy.model;

import io.metagate.policy.source.SourcePosition;
import java.util.List;

/**
 * A condition as its author wrote it, in CEL.
 *
 * @param at where it begins
 * @param text what it says, without the quotes and indents of the file
 * @param places where each character (code point) of the text stands; none where that is not known
 */
public record ConditionExpression(SourcePosition at, String text, List<SourcePosition> places) {

    public ConditionExpression {
        places = List.copyOf(places);
    }

    /** Where the character with that index stands; where the expression begins if that is not known. */
    public SourcePosition place(int codePoint) {
        return codePoint >= 0 && codePoint < places.size() ? places.get(codePoint) : at;
    }
}
