package io.metagate.policy.compile.check;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compile.condition.NameReference;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import java.util.Set;

/**
 * Looks up the names that policies mention.
 *
 * @param declared kind and name of every document of the bundle; a document with a problem of its own is known here, so
 *     that policies that name it are not blamed too
 */
public record NameResolver(Catalogue catalogue, Set<String> declared, ProblemCollector problems) {

    public void requirePurposes(List<LocatedElement<String>> purposes) {
        for (LocatedElement<String> purpose : purposes) {
            if (!declared.contains("Purpose " + purpose.value())) {
                problems.add(purpose.at(), "unknown purpose '" + purpose.value() + "'");
            }
        }
    }

    /** Whether there is what a condition names. */
    public boolean define(NameReference mention) {
        return switch (mention.kind()) {
            case PURPOSE -> declared.contains("Purpose " + mention.name());
            case ACTION -> Action.of(mention.name()).isPresent();
            case COLLECTION -> declared.contains("Collection " + mention.name());
        };
    }

    /** Those that a policy covers, which are all where it names none. */
    public List<Collection> covered(List<LocatedElement<String>> named) {
        return named.isEmpty() ? all() : collections(named);
    }

    /** Whether these are all that the policy covers: of one that is unknown, or has a problem, nothing can be said. */
    public static boolean isWhole(List<Collection> covered, List<LocatedElement<String>> named) {
        return named.isEmpty() ? !covered.isEmpty() : covered.size() == named.size();
    }

    /** All collections; none if one of them has a problem, so that nothing can be said of all. */
    private List<Collection> all() {
        long known =
                declared.stream().filter(name -> name.startsWith("Collection ")).count();
        return known == catalogue.collections().size()
                ? List.copyOf(catalogue.collections().values())
                : List.of();
    }

    public List<Collection> collections(List<LocatedElement<String>> names) {
        for (LocatedElement<String> name : names) {
            if (!declared.contains("Collection " + name.value())) {
                problems.add(name.at(), "unknown collection '" + name.value() + "'");
            }
        }
        problems.requireDistinct("Collection of this policy", names);
        return names.stream()
                .flatMap(name -> catalogue.collection(name.value()).stream())
                .distinct()
                .toList();
    }
}
