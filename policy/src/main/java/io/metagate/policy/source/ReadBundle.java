package io.metagate.policy.source;

import io.metagate.policy.model.Bundle;
import io.metagate.policy.model.BundleProblem;
import java.util.List;

/**
 * What reading a bundle gave.
 *
 * @param bundle all parts that could be read
 * @param problems why the others could not, in the order of positions
 */
public record ReadBundle(Bundle bundle, List<BundleProblem> problems) {

    public ReadBundle {
        problems = List.copyOf(problems);
    }
}
