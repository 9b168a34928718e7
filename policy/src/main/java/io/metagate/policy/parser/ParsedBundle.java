package io.metagate.policy.parser;

import io.metagate.policy.model.PolicyBundle;
import io.metagate.policy.source.BundleProblem;
import java.util.List;
import java.util.Set;

/**
 * What reading a bundle gave.
 *
 * @param bundle all parts that could be read
 * @param declared the kind and name of every document, such as {@code Purpose restore}, whether the rest of it could be
 *     read or not
 * @param testFiles the names of the files that hold tests alone
 * @param problems why the others could not, in the order of positions
 */
public record ParsedBundle(
        PolicyBundle bundle, Set<String> declared, Set<String> testFiles, List<BundleProblem> problems) {

    public ParsedBundle {
        declared = Set.copyOf(declared);
        testFiles = Set.copyOf(testFiles);
        problems = List.copyOf(problems);
    }
}
