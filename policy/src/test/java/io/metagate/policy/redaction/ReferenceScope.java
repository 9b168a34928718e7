package io.metagate.policy.redaction;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.UuidRepresentation;

/** Predicates over documents of the driver, slow and obvious. */
final class ReferenceScope {

    private ReferenceScope() {}

    static boolean holds(Predicate predicate, ReferenceDocument record) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().allMatch(part -> holds(part, record));
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().stream().anyMatch(part -> holds(part, record));
        }
        if (predicate instanceof Predicate.Compare compare) {
            return candidates(record, compare.path().segments()).stream()
                    .anyMatch(found -> holds(compare.relation(), found, compare.value()));
        }
        Predicate.In in = (Predicate.In) predicate;
        return candidates(record, in.path().segments()).stream()
                .anyMatch(found -> in.values().stream().anyMatch(value -> holds(Relation.EQUAL, found, value)));
    }

    /** All that a comparison looks at; empty is a missing value. */
    private static List<Optional<Object>> candidates(ReferenceDocument document, List<String> path) {
        Optional<Object> value = document.members().stream()
                .filter(member -> member.name().equals(path.get(0)))
                .map(ReferenceDocument.Member::value)
                .findFirst();
        if (value.isEmpty()) {
            return List.of(Optional.empty());
        }
        List<Object> elements = value.get() instanceof List<?> list ? List.copyOf(list) : List.of();
        List<Optional<Object>> all = new ArrayList<>();
        if (path.size() == 1) {
            all.add(value);
            elements.forEach(element -> all.add(Optional.of(element)));
            return all;
        }
        List<String> rest = path.subList(1, path.size());
        if (value.get() instanceof ReferenceDocument below) {
            return candidates(below, rest);
        }
        if (!(value.get() instanceof List<?>)) {
            return List.of(Optional.empty());
        }
        for (Object element : elements) {
            if (element instanceof ReferenceDocument below) {
                all.addAll(candidates(below, rest));
            }
        }
        return all;
    }

    private static boolean holds(Relation relation, Optional<Object> found, Value given) {
        if (given instanceof Value.Null) {
            return found.isEmpty() || found.get() instanceof BsonNull;
        }
        OptionalInt order = found.map(stored -> order(stored, given)).orElse(OptionalInt.empty());
        return order.isPresent()
                && switch (relation) {
                    case EQUAL -> order.getAsInt() == 0;
                    case GREATER -> order.getAsInt() > 0;
                    case GREATER_OR_EQUAL -> order.getAsInt() >= 0;
                    case LESS -> order.getAsInt() < 0;
                    case LESS_OR_EQUAL -> order.getAsInt() <= 0;
                };
    }

    private static OptionalInt order(Object stored, Value given) {
        if (stored instanceof BsonString s && given instanceof Value.Text t) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    s.getValue().getBytes(StandardCharsets.UTF_8), t.text().getBytes(StandardCharsets.UTF_8)));
        }
        if (stored instanceof BsonBoolean s && given instanceof Value.Bool b) {
            return OptionalInt.of(Boolean.compare(s.getValue(), b.truth()));
        }
        if (stored instanceof BsonDateTime s && given instanceof Value.Date d) {
            return OptionalInt.of(Long.compare(s.getValue(), d.instant().toEpochMilli()));
        }
        if (stored instanceof BsonObjectId s && given instanceof Value.ObjectId o) {
            return OptionalInt.of(s.getValue().toHexString().compareTo(o.hex()));
        }
        if (stored instanceof BsonBinary s
                && s.getType() == 4
                && s.getData().length == 16
                && given instanceof Value.Uuid u) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    s.getData(), new BsonBinary(u.uuid(), UuidRepresentation.STANDARD).getData()));
        }
        Optional<BigDecimal> one = stored instanceof BsonNumber n ? number(n) : Optional.empty();
        Optional<BigDecimal> other = number(given);
        return one.isPresent() && other.isPresent()
                ? OptionalInt.of(one.get().compareTo(other.get()))
                : OptionalInt.empty();
    }

    /** Infinities as numbers beyond all others. */
    private static Optional<BigDecimal> number(BsonNumber stored) {
        if (stored instanceof BsonDecimal128 d) {
            String text = d.getValue().toString();
            return text.endsWith("Infinity") || text.equals("NaN")
                    ? real(Double.parseDouble(text))
                    : Optional.of(new BigDecimal(text));
        }
        return stored instanceof BsonDouble d
                ? real(d.getValue())
                : Optional.of(BigDecimal.valueOf(stored.longValue()));
    }

    private static Optional<BigDecimal> number(Value given) {
        if (given instanceof Value.Int i) {
            return Optional.of(BigDecimal.valueOf(i.number()));
        }
        if (given instanceof Value.Decimal d) {
            return Optional.of(d.number());
        }
        return given instanceof Value.Real r ? real(r.number()) : Optional.empty();
    }

    private static Optional<BigDecimal> real(double number) {
        if (Double.isNaN(number)) {
            return Optional.empty();
        }
        BigDecimal beyond = BigDecimal.TEN.pow(7_000);
        return Optional.of(Double.isInfinite(number) ? number > 0 ? beyond : beyond.negate() : new BigDecimal(number));
    }
}
