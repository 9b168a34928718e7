package io.metagate.policy.diff.principal;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Principal;
import java.util.Optional;

/**
 * A part of the policies that is for some principals.
 *
 * @param principals whom it is for; everybody, where empty
 * @param inDoubt whether it is also for those of whom that cannot be said, as what takes away is
 * @param next whether it is of the later revision
 * @param part the part
 * @param effect what it does: parts with equal ones do the same
 */
public record SelectedPart<T>(
        Optional<PrincipalSelector> principals, boolean inDoubt, boolean next, T part, Object effect) {

    /** Whom it is for. */
    SelectorCase selector() {
        return new SelectorCase(principals, inDoubt);
    }

    /**
     * Whom parts are for.
     *
     * @param principals as the parts say it
     * @param inDoubt as the parts are
     */
    record SelectorCase(Optional<PrincipalSelector> principals, boolean inDoubt) {

        boolean selects(Principal principal) {
            return principals
                    .map(selector -> inDoubt ? selector.maySelect(principal) : selector.surelySelects(principal))
                    .orElse(true);
        }
    }
}
