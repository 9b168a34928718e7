package io.metagate.policy.request.visitor;

import io.metagate.policy.request.value.ScalarValue;

/**
 * Does something with the scalars that JSON has, and that claims and the plain values of a bundle are: the others are
 * one case.
 */
public interface PlainScalarVisitor<R> extends ScalarVisitor<R> {

    /** What is due to a value that JSON has no form for: a decimal, a date, an ObjectId, a UUID. */
    R typed(ScalarValue value);

    @Override
    default R decimal(ScalarValue.Decimal decimal) {
        return typed(decimal);
    }

    @Override
    default R date(ScalarValue.Date date) {
        return typed(date);
    }

    @Override
    default R objectId(ScalarValue.ObjectId id) {
        return typed(id);
    }

    @Override
    default R uuid(ScalarValue.Uuid uuid) {
        return typed(uuid);
    }
}
