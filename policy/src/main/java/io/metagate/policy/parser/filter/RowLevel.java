package io.metagate.policy.parser.filter;

import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.path.FieldPath;
import java.util.Optional;

/**
 * Where a part of a row scope stands.
 *
 * @param depth from 1
 * @param array the array that the part is about the elements of, if it is
 * @param ofValues whether the part is about one value and not about all at a path
 */
record RowLevel(int depth, Optional<FieldPath> array, boolean ofValues) {

    static final RowLevel TOP = new RowLevel(1, Optional.empty(), false);

    private static final int MAX_DEPTH = 6;

    RowLevel next() {
        return new RowLevel(depth + 1, array, ofValues);
    }

    RowLevel inDocumentsAt(FieldPath path) {
        return new RowLevel(depth + 1, Optional.of(path), false);
    }

    RowLevel inValues() {
        return new RowLevel(depth + 1, array, true);
    }

    FieldPath path(String written) {
        return array.map(outer -> outer.below(written)).orElseGet(() -> FieldPath.of(written));
    }

    void requireWithin(YamlNode node) {
        if (depth > MAX_DEPTH) {
            throw node.misread("a row scope has at most " + MAX_DEPTH + " levels");
        }
    }
}
