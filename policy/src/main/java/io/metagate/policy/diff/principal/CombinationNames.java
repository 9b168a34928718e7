package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names of combinations. Where there are many, some stand for all. */
final class CombinationNames {

    /** The most combinations that are told one by one. */
    private static final int MOST = 16;

    private CombinationNames() {}

    /** Each way to have one of what each trait stands for. */
    static List<String> ofWay(Collection<PrincipalTrait> traits) {
        return combined(traits.stream().map(PrincipalTrait::texts).toList(), ", ");
    }

    /** Each way to be of all these kinds. */
    static List<String> of(List<PrincipalKind> kinds) {
        return combined(
                kinds.stream()
                        .map(PrincipalKind::names)
                        .map(CombinationNames::told)
                        .toList(),
                " and ");
    }

    private static List<String> combined(List<List<String>> parts, String joint) {
        long count = 1;
        for (List<String> part : parts) {
            count = Math.min(count * part.size(), Integer.MAX_VALUE);
        }
        if (count > MOST) {
            return List.of(String.join(
                    joint, parts.stream().map(CombinationNames::inOne).toList()));
        }
        List<String> names = List.of("");
        for (List<String> part : parts) {
            List<String> longer = new ArrayList<>();
            for (String name : names) {
                part.forEach(more -> longer.add(name.isEmpty() ? more : name + joint + more));
            }
            names = longer;
        }
        return names;
    }

    private static List<String> told(List<String> names) {
        return names.size() > MOST ? List.of(inOne(names)) : names;
    }

    private static String inOne(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        return names.size() > MOST
                ? names.get(0) + " (or " + (names.size() - 1) + " others)"
                : "any of [" + String.join("; ", names) + "]";
    }
}
