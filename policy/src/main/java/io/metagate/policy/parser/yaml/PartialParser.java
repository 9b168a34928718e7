package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of one whole, each of which is read whatever became of the others, so that all their problems are told. For
 * one whole.
 */
public final class PartialParser {

    private final ProblemCollector problems;

    public PartialParser(ProblemCollector problems) {
        this.problems = problems;
    }

    /**
     * Reads a part; if that fails, notes why. The part can be had when the whole is made; without it there is no whole.
     */
    public <T> Supplier<T> read(Supplier<T> part) {
        try {
            T read = part.get();
            return () -> read;
        } catch (BundleParseException misread) {
            problems.add(misread);
            return () -> {
                throw misread;
            };
        }
    }

    /** Reads parts of one kind. */
    public <N, T> Supplier<List<T>> readEach(List<N> nodes, Function<N, T> part) {
        List<Supplier<T>> read =
                nodes.stream().map(node -> read(() -> part.apply(node))).toList();
        return () -> read.stream().map(Supplier::get).toList();
    }

    /** Makes the whole, if every part could be read. */
    public <T> Optional<T> whole(Supplier<T> maker) {
        return problems.attempt(maker);
    }
}
