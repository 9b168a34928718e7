package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.SourcePosition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects every problem of a bundle, so that its author sees them all at once. */
public final class ProblemCollector {

    private final Set<BundleProblem> found = new LinkedHashSet<>();

    public void add(SourcePosition at, String message) {
        found.add(new BundleProblem(at, message));
    }

    /** Notes why the reading of a part ended; what was noted before is not noted twice. */
    public void add(YamlParseException misread) {
        add(misread.at(), String.valueOf(misread.getMessage()));
    }

    /** Reads one part; if that fails, notes why and reads on elsewhere. */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (YamlParseException misread) {
            add(misread);
            return Optional.empty();
        }
    }

    /** Reads each node as a part of its own. */
    public <T> List<T> each(List<YamlNode> nodes, Function<YamlNode, T> part) {
        return nodes.stream()
                .map(node -> attempt(() -> part.apply(node)))
                .flatMap(Optional::stream)
                .toList();
    }

    public List<BundleProblem> sorted() {
        return found.stream().sorted().toList();
    }
}
