package io.metagate.gateway.decision;

import io.metagate.gateway.keys.Keys;
import io.metagate.gateway.readiness.StartCheck;
import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.BundleProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The policy decision point: holds the policies in force. */
@ApplicationScoped
public class DecisionPoint implements StartCheck {

    private final Path folder;
    private final Compilation compilation;

    DecisionPoint(PolicyConfig config, Keys keys) {
        this.folder = config.bundle();
        this.compilation = compile(folder, keys);
    }

    private static Compilation compile(Path folder, Keys keys) {
        try {
            return PolicyCompiler.compile(new BundleFolder(folder).read(), new DerivedPseudonymKeys(keys));
        } catch (UncheckedIOException e) {
            return new Compilation.Rejected(List.of(
                    new BundleProblem(new io.metagate.policy.model.SourcePosition(".", 1, 1), "cannot read it")));
        }
    }

    @Override
    public List<String> problems() {
        return compilation instanceof Compilation.Rejected rejected
                ? rejected.problems().stream()
                        .map(problem -> "metagate.policy.bundle: "
                                + folder.resolve(problem.at().file()).normalize() + ":"
                                + problem.at().line() + ":" + problem.at().column() + ": " + problem.message())
                        .toList()
                : List.of();
    }

    /** The policies in force now. A request asks once, and is decided under that revision to its end (P9). */
    public PolicySet current() {
        if (compilation instanceof Compilation.Compiled compiled) {
            return compiled.policies();
        }
        throw new IllegalStateException("no policies are in force");
    }
}
