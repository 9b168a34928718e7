package io.metagate.policy.request.visitor;

import io.metagate.policy.request.value.DocumentValue;

/**
 * Does something with a {@link DocumentValue}, for each variant what is due to it.
 *
 * @param <E> what it may end with; {@link RuntimeException} where that is nothing
 */
public interface DocumentVisitor<R, E extends Exception> {

    R scalar(DocumentValue.Scalar scalar) throws E;

    R items(DocumentValue.Items items) throws E;

    R members(DocumentValue.Members members) throws E;
}
