package io.metagate.policy.request.visitor;

import io.metagate.policy.request.value.ScalarValue;

/** Does something with a {@link ScalarValue}, for each variant what is due to it. */
public interface ScalarVisitor<R> {

    R text(ScalarValue.Text text);

    R integer(ScalarValue.Int integer);

    R real(ScalarValue.Real real);

    R decimal(ScalarValue.Decimal decimal);

    R bool(ScalarValue.Bool bool);

    R date(ScalarValue.Date date);

    R objectId(ScalarValue.ObjectId id);

    R uuid(ScalarValue.Uuid uuid);

    R nothing(ScalarValue.Null nothing);
}
