package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Walks a file along a scalar's text, to find where each of its characters stands. Whichever way YAML let it be
 * written, reading changed spaces, line ends and escapes alone, so that all other characters are met in their order.
 */
final class ScalarPositions {

    private final String name;
    private final int[] file;
    private final ScalarStyle style;
    private int index;
    private int line;
    private int column;

    ScalarPositions(BundleFile file, Mark start, ScalarStyle style) {
        this.name = file.name();
        this.file = file.text().codePoints().toArray();
        this.style = style;
        this.index = start.getIndex();
        this.line = start.getLine();
        this.column = start.getColumn();
        open();
    }

    /**
     * The places of the text's code points; none if the walk lost its way, as with an escape for a character that could
     * stand there as it is.
     */
    List<SourcePosition> placesOf(String text) {
        List<SourcePosition> places = new ArrayList<>();
        for (int character : text.codePoints().toArray()) {
            boolean space = Character.isWhitespace(character);
            if (!space && !reach(character)) {
                return List.of();
            }
            places.add(new SourcePosition(name, line + 1, column + 1));
            if (!space) {
                pass(character);
            }
        }
        return places;
    }

    /** Steps over what stands before the text: a quote, or the line with the sign of a block. */
    private void open() {
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            while (at() != '\n' && at() != -1) {
                step();
            }
        } else if (style != ScalarStyle.PLAIN) {
            step();
        }
    }

    private boolean reach(int character) {
        while (Character.isWhitespace(at())) {
            step();
        }
        if (style == ScalarStyle.DOUBLE_QUOTED && at() == '\\') {
            step();
        }
        return at() == character;
    }

    private void pass(int character) {
        step();
        if (style == ScalarStyle.SINGLE_QUOTED && character == '\'') {
            step();
        }
    }

    private int at() {
        return index < file.length ? file[index] : -1;
    }

    private void step() {
        boolean ends = at() == '\n';
        line = ends ? line + 1 : line;
        column = ends ? 0 : column + 1;
        index++;
    }
}
