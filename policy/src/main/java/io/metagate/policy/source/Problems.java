package io.metagate.policy.source;

import io.metagate.policy.model.BundleProblem;
import io.metagate.policy.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects every problem of a bundle, so that its author sees them all at once. */
final class Problems {

    private final List<BundleProblem> found = new ArrayList<>();

    void add(SourcePosition at, String message) {
        found.add(new BundleProblem(at, message));
    }

    /** Reads one part; if that fails, notes why and reads on elsewhere. */
    <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (Misread misread) {
            add(misread.at(), String.valueOf(misread.getMessage()));
            return Optional.empty();
        }
    }

    /** Reads each node as a part of its own. */
    <T> List<T> each(List<YamlNode> nodes, Function<YamlNode, T> part) {
        return nodes.stream()
                .map(node -> attempt(() -> part.apply(node)))
                .flatMap(Optional::stream)
                .toList();
    }

    List<BundleProblem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
