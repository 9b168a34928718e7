package io.metagate.policy.explain;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.request.FilterKind;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/** What several permits grant together on a field, in the records that all of them cover. */
final class CombinedRights {

    private CombinedRights() {}

    static FieldRights of(FieldExplanation note, FieldExplanation.Grant winning) {
        Set<FilterKind> filter = EnumSet.noneOf(FilterKind.class);
        note.grants().forEach(grant -> filter.addAll(grant.left().uses().filter()));
        if (!winning.left().clear()) {
            filter.retainAll(Set.of(FilterKind.EXACT));
        }
        boolean clear = winning.left().clear();
        boolean sort = clear
                && note.grants().stream().anyMatch(grant -> grant.left().uses().sort());
        boolean group = clear
                && note.grants().stream().anyMatch(grant -> grant.left().uses().group());
        WriteRight write = note.grants().stream()
                .map(grant -> grant.left().write())
                .filter(right -> clear || right != WriteRight.SEEING)
                .max(Comparator.naturalOrder())
                .orElse(WriteRight.NONE);
        return new FieldRights(winning.left().read(), new FieldUses(filter, sort, group), write);
    }
}
