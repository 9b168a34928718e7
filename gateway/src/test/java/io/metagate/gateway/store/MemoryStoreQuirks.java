package io.metagate.gateway.store;

import io.metagate.gateway.store.query.MongoFilter;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;

/** Where mongo-java-server departs from MongoDB's documented semantics. */
public final class MemoryStoreQuirks implements StoreQuirks {

    @Override
    public boolean differsOn(Predicate predicate) {
        return findsNullBelow(predicate, List.of()) || joinsBelowElements(predicate) || triesTexts(predicate);
    }

    /** Takes an element that is no document for one without the field; to MongoDB, such an element is no candidate. */
    private static boolean findsNullBelow(Predicate predicate, List<String> base) {
        if (predicate instanceof Predicate.AnyElement any) {
            return findsNullBelow(any.part(), any.path().segments());
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compare.value() instanceof ScalarValue.Null && isBelow(compare.path(), base);
        }
        if (predicate instanceof Predicate.In in) {
            return in.values().contains(new ScalarValue.Null()) && isBelow(in.path(), base);
        }
        return parts(predicate).stream().anyMatch(part -> findsNullBelow(part, base));
    }

    private static boolean isBelow(FieldPath path, List<String> base) {
        boolean inElement = !base.isEmpty() && path.segments().size() > base.size();
        return inElement || path.segments().size() - base.size() > 1;
    }

    /**
     * Fails on elements that are no documents if what is said of documents among them starts with {@code $and},
     * {@code $or} or {@code $nor}.
     */
    private static boolean joinsBelowElements(Predicate predicate) {
        if (predicate instanceof Predicate.AnyElement any) {
            return (!any.ofValues() && MongoFilter.of(any.part()).getFirstKey().startsWith("$"))
                    || joinsBelowElements(any.part());
        }
        return parts(predicate).stream().anyMatch(MemoryStoreQuirks::joinsBelowElements);
    }

    /** Tries a pattern on the text form of values that are no strings, and alone of the operators on an element. */
    private static boolean triesTexts(Predicate predicate) {
        if (predicate instanceof Predicate.AnyElement any) {
            boolean several = any.ofValues() && any.part() instanceof Predicate.And;
            boolean pattern = any.part().uses().anyMatch(use -> use.kind() == FilterKind.PREFIX);
            return (several && pattern) || triesTexts(any.part());
        }
        return predicate instanceof Predicate.StartsWith prefix
                ? prefix.prefix().isEmpty() || prefix.prefix().startsWith("{")
                : parts(predicate).stream().anyMatch(MemoryStoreQuirks::triesTexts);
    }

    private static List<Predicate> parts(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts();
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts();
        }
        return predicate instanceof Predicate.Not not ? List.of(not.part()) : List.of();
    }
}
