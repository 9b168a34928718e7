package io.metagate.policy.compile.check;

import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a bundle. */
public final class ProblemList {

    private final List<BundleProblem> found = new ArrayList<>();

    public void add(SourcePosition at, String message) {
        found.add(new BundleProblem(at, message));
    }

    public void addAll(List<BundleProblem> problems) {
        found.addAll(problems);
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

    public List<BundleProblem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
