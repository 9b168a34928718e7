package io.metagate.policy.request.visitor;

import io.metagate.policy.request.RecordChange;

/**
 * Does something with a {@link RecordChange}, for each variant what is due to it.
 *
 * @param <E> what it may end with; {@link RuntimeException} where that is nothing
 */
public interface ChangeVisitor<R, E extends Exception> {

    R create(RecordChange.Create create) throws E;

    R update(RecordChange.Update update) throws E;

    R delete(RecordChange.Delete delete) throws E;
}
