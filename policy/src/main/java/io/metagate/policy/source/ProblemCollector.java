package io.metagate.policy.source;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects every problem of a bundle, so that its author sees them all at once: those of reading its files and those of
 * what they say. A problem is told once, however often it is found.
 */
public final class ProblemCollector {

    private final Set<BundleProblem> found = new LinkedHashSet<>();

    public void add(SourcePosition at, String message) {
        found.add(new BundleProblem(at, message));
    }

    public void addAll(List<BundleProblem> problems) {
        found.addAll(problems);
    }

    /** Notes why the reading of a part ended. */
    public void add(BundleParseException misread) {
        add(misread.at(), String.valueOf(misread.getMessage()));
    }

    /** Reads one part; if that fails, notes why and reads on elsewhere. */
    public <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (BundleParseException misread) {
            add(misread);
            return Optional.empty();
        }
    }

    /** Reads each node as a part of its own. */
    public <N, T> List<T> each(List<N> nodes, Function<N, T> part) {
        return nodes.stream()
                .map(node -> attempt(() -> part.apply(node)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Notes each name that stands a second time. */
    public void requireDistinct(String kind, List<LocatedElement<String>> names) {
        Map<String, SourcePosition> seen = new HashMap<>();
        for (LocatedElement<String> name : names) {
            SourcePosition first = seen.putIfAbsent(name.value(), name.at());
            if (first != null) {
                add(name.at(), kind + " '" + name.value() + "' is already defined at " + first);
            }
        }
    }

    /** What was found, in the order of the places. */
    public List<BundleProblem> sorted() {
        return found.stream().sorted().toList();
    }
}
