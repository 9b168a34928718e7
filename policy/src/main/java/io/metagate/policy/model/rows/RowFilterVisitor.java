package io.metagate.policy.model.rows;

/** Does something with a {@link RowFilterTemplate}, for each variant what is due to it. */
public interface RowFilterVisitor<R> {

    R all(RowFilterTemplate.All all);

    R any(RowFilterTemplate.Any any);

    R not(RowFilterTemplate.Not not);

    R anyElement(RowFilterTemplate.AnyElement any);

    R compared(RowFilterTemplate.Compared compared);
}
