package io.metagate.policy.filter;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import java.util.List;

/**
 * Makes what a filter is parsed into.
 *
 * @param <P> says where a part stands
 * @param <F> the whole and each of its parts
 */
public interface FilterBuilder<P, F> {

    /** That all hold, which stand beside each other; the only one alone. */
    F all(List<F> parts);

    /** That the parts hold as the connective has it. */
    F joined(FilterOperator connective, List<F> parts);

    /** That the part does not hold. */
    F not(F part);

    /** That the part holds for one element of the array there. */
    F anyElement(FieldPath path, F part);

    /**
     * That the field passes a test.
     *
     * @param operator one that is of values or of presence, and denies nothing
     * @param operands one, but of lists as many as they have; of presence none
     */
    F tested(FilterField<P> field, FilterOperator operator, List<FilterOperand<P>> operands);

    /** Whether the part asks for nothing, and so could not be told from a condition that was forgotten. */
    boolean isEmpty(F part);
}
