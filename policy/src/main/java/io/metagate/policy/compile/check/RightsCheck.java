package io.metagate.policy.compile.check;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.redaction.transform.DisclosureLevel;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what the rules of a permit grant: nothing that would reveal a hidden value, and nothing that the permit gives
 * no use for.
 */
public record RightsCheck(Policy policy, ProblemCollector problems) {

    private static final Set<Action> FILTERING = EnumSet.of(Action.SEARCH, Action.COUNT, Action.EXPORT);
    private static final Set<Action> SORTING = EnumSet.of(Action.SEARCH, Action.EXPORT);
    private static final Set<Action> GROUPING = EnumSet.of(Action.COUNT);
    private static final Set<Action> WRITING = EnumSet.of(Action.CREATE, Action.UPDATE);

    public void check(List<Collection> collections) {
        policy.terms().scan().filter(LocatedElement::value).ifPresent(scan -> requireUse(scan.at(), FILTERING, "scan"));
        policy.terms().minGroup().ifPresent(smallest -> requireUse(smallest.at(), GROUPING, "minGroup"));
        for (FieldRule rule : policy.fields()) {
            requireHiddenStaysHidden(rule);
            requireUses(rule);
            if (rule.uses().filter().contains(FilterKind.PREFIX)) {
                requireText(rule, collections);
            }
        }
        requireWritable(collections);
    }

    private void requireHiddenStaysHidden(FieldRule rule) {
        if (hidden(rule) && rule.uses().revealValues()) {
            problems.add(
                    rule.at(),
                    "of a field that is not read in clear only exact comparisons can be granted: another use would reveal it");
        }
        if (hidden(rule) && rule.write() == WriteRight.SEEING) {
            problems.add(rule.at(), "to write a field that is not read in clear needs write: blind");
        }
    }

    private void requireUses(FieldRule rule) {
        if (!rule.uses().filter().isEmpty()) {
            requireUse(rule.at(), FILTERING, "a right to filter");
        }
        if (rule.uses().sort()) {
            requireUse(rule.at(), SORTING, "a right to sort");
        }
        if (rule.uses().group()) {
            requireUse(rule.at(), GROUPING, "a right to group");
        }
        if (rule.write() != WriteRight.NONE) {
            requireUse(rule.at(), WRITING, "a right to write");
        }
    }

    private void requireUse(SourcePosition at, Set<Action> actions, String what) {
        if (Collections.disjoint(policy.actions(), actions)) {
            List<String> written =
                    actions.stream().sorted().map(Action::wireName).toList();
            String named = written.size() == 1
                    ? "the action " + written.get(0) + ", which this policy has not"
                    : "the actions " + String.join(", ", written) + ", of which this policy has none";
            problems.add(at, what + " is for " + named);
        }
    }

    /** A binary value has no form in a request, so that it could only be lost. */
    private void requireWritable(List<Collection> collections) {
        collections.stream()
                .flatMap(collection -> collection.allFields().stream())
                .filter(field -> field.type() == FieldType.BINARY)
                .flatMap(field -> first(field).stream())
                .filter(rule -> rule.write() != WriteRight.NONE)
                .distinct()
                .forEach(
                        rule -> problems.add(
                                rule.at(),
                                "this rule grants writing a binary field, which no request can hold: give it a rule before this one"));
    }

    /** The rule that counts. */
    private Optional<FieldRule> first(Field field) {
        return policy.fields().stream()
                .filter(rule -> rule.selector().selects(field))
                .findFirst();
    }

    private void requireText(FieldRule rule, List<Collection> collections) {
        List<Field> fields = collections.stream()
                .flatMap(collection -> collection.allFields().stream())
                .filter(rule.selector()::selects)
                .toList();
        if (!fields.isEmpty() && fields.stream().noneMatch(field -> field.type() == FieldType.STRING)) {
            problems.add(rule.at(), "prefix is for strings, and no field that this rule matches is one");
        }
    }

    /** Whether the rule's rights would reveal what it hides. */
    public static boolean reveals(FieldRule rule) {
        return hidden(rule) && (rule.uses().revealValues() || rule.write() == WriteRight.SEEING);
    }

    private static boolean hidden(FieldRule rule) {
        return rule.read().disclosureLevel() != DisclosureLevel.CLEAR;
    }
}
