package io.metagate.policy.explain;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.compiled.PolicyOrigin;
import io.metagate.policy.model.PolicyMode;
import io.metagate.policy.request.AccessRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells which policies apply to a request, and of each other one why it does not.
 *
 * @param request the request
 * @param active all policies in force
 */
record PolicyExplanations(AccessRequest request, PolicyLists active) {

    List<PolicyExplanation> of(List<PolicyOrigin> origins) {
        return origins.stream().map(this::note).toList();
    }

    private PolicyExplanation note(PolicyOrigin origin) {
        if (origin.mode() != PolicyMode.ACTIVE) {
            return missing(origin, "its mode is " + origin.mode().name().toLowerCase(Locale.ROOT));
        }
        if (!origin.covers(request.collection())) {
            return missing(origin, "it does not cover the collection");
        }
        return origin.permit() ? permit(origin) : restriction(origin);
    }

    private PolicyExplanation permit(PolicyOrigin origin) {
        return active.permits().stream()
                .filter(permit -> permit.name().equals(origin.name())
                        && permit.collection().name().equals(request.collection()))
                .findFirst()
                .map(permit -> new PolicyExplanation(origin, misses(permit), false))
                .orElseGet(() -> missing(origin, "it does not cover the collection"));
    }

    private List<String> misses(CompiledPermit permit) {
        List<String> misses = new ArrayList<>();
        add(misses, permit.purposes().contains(request.purpose()), "it is for other purposes");
        add(misses, permit.actions().contains(request.action()), "it permits other actions");
        add(misses, permit.principals().surelySelects(request.principal()), "it is for other principals");
        add(misses, permit.holdsFor(request.principal(), request.facts()), "its condition does not hold");
        add(
                misses,
                permit.canScope(request.principal()),
                "a claim that its rows need is missing, or is of another type than the field");
        return misses;
    }

    private PolicyExplanation restriction(PolicyOrigin origin) {
        return active.restrictions().stream()
                .filter(restriction -> restriction.name().equals(origin.name())
                        && restriction.collection().equals(request.collection()))
                .findFirst()
                .map(restriction -> {
                    List<String> misses = misses(restriction);
                    return new PolicyExplanation(origin, misses, misses.isEmpty() && restriction.deny());
                })
                .orElseGet(() -> missing(origin, "it does not cover the collection"));
    }

    private List<String> misses(CompiledRestriction restriction) {
        List<String> misses = new ArrayList<>();
        boolean purpose =
                restriction.purposes().isEmpty() || restriction.purposes().contains(request.purpose());
        boolean principal = restriction
                .principals()
                .map(selector -> selector.maySelect(request.principal()))
                .orElse(true);
        add(misses, purpose, "it is for other purposes");
        add(misses, restriction.actions().contains(request.action()), "it restricts other actions");
        add(misses, principal, "it is for other principals");
        boolean fails = restriction
                .when()
                .map(when -> when.of(request.principal(), request.facts()) == PolicyCondition.Truth.FAILS)
                .orElse(false);
        add(misses, !fails, "its condition does not hold");
        return misses;
    }

    private static void add(List<String> misses, boolean holds, String miss) {
        if (!holds) {
            misses.add(miss);
        }
    }

    private static PolicyExplanation missing(PolicyOrigin origin, String miss) {
        return new PolicyExplanation(origin, List.of(miss), false);
    }
}
