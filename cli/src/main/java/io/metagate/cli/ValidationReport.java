package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import io.metagate.policy.model.BundleProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told about a bundle.
 *
 * @param folder where the bundle is
 * @param compilation what became of it
 */
record ValidationReport(Path folder, Compilation compilation) {

    /** The digest that the gateway would name the bundle by, if it would take it. */
    Optional<String> revision() {
        return compilation instanceof Compilation.Compiled compiled
                ? Optional.of(compiled.policies().revision().digest())
                : Optional.empty();
    }

    /** All that is wrong. */
    List<BundleProblem> problems() {
        return compilation instanceof Compilation.Rejected rejected ? rejected.problems() : List.of();
    }

    /** Where the problem stands, as a path that can be opened from where the command was run. */
    String file(BundleProblem problem) {
        return folder.resolve(problem.at().file()).normalize().toString();
    }
}
