package io.metagate.policy.redaction;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonType;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;

/** Predicates over documents of the driver, slow and obvious. */
final class ReferenceScope {

    /** Stands for what only the store finds. */
    private static final Object UNCERTAIN = new Object();

    private ReferenceScope() {}

    /** The logic of Kleene: what is not known stays unknown when it is denied. */
    private enum Truth {
        NO,
        MAYBE,
        YES;

        static Truth of(boolean holds) {
            return holds ? YES : NO;
        }

        static Truth least(List<Truth> parts) {
            return parts.stream().min(Comparator.naturalOrder()).orElse(YES);
        }

        static Truth most(List<Truth> parts) {
            return parts.stream().max(Comparator.naturalOrder()).orElse(NO);
        }

        Truth opposite() {
            return this == MAYBE ? MAYBE : of(this == NO);
        }
    }

    /** Whether it surely holds. */
    static boolean holds(Predicate predicate, ReferenceDocument record) {
        return truth(predicate, record, List.of()) == Truth.YES;
    }

    /** Whether the predicate holds for a document at the base, which the predicate's paths start with. */
    private static Truth truth(Predicate predicate, ReferenceDocument document, List<String> base) {
        if (predicate instanceof Predicate.And and) {
            return Truth.least(and.parts().stream()
                    .map(part -> truth(part, document, base))
                    .toList());
        }
        if (predicate instanceof Predicate.Or or) {
            return Truth.most(
                    or.parts().stream().map(part -> truth(part, document, base)).toList());
        }
        if (predicate instanceof Predicate.Not not) {
            return truth(not.part(), document, base).opposite();
        }
        if (predicate instanceof Predicate.AnyElement any) {
            List<String> path = any.path().segments();
            return Truth.most(candidates(document, path.subList(base.size(), path.size()), false).stream()
                    .map(found -> anyElement(any, found))
                    .toList());
        }
        List<String> path = predicate.uses().findFirst().orElseThrow().path().segments();
        return Truth.most(candidates(document, path.subList(base.size(), path.size()), true).stream()
                .map(found -> test(predicate, found))
                .toList());
    }

    private static Truth anyElement(Predicate.AnyElement any, Optional<Object> found) {
        if (found.equals(Optional.of(UNCERTAIN))) {
            return Truth.MAYBE;
        }
        List<?> elements = found.orElse(null) instanceof List<?> list ? list : List.of();
        return Truth.most(
                elements.stream().map(element -> element(any, element)).toList());
    }

    private static Truth element(Predicate.AnyElement any, Object element) {
        if (any.ofValues()) {
            return test(any.part(), Optional.of(element));
        }
        if (element instanceof ReferenceDocument document) {
            return truth(any.part(), document, any.path().segments());
        }
        return element instanceof List<?> ? Truth.MAYBE : Truth.NO;
    }

    /** Whether a test holds for one value. */
    private static Truth test(Predicate test, Optional<Object> found) {
        if (found.equals(Optional.of(UNCERTAIN))) {
            return Truth.MAYBE;
        }
        if (test instanceof Predicate.And and) {
            return Truth.least(
                    and.parts().stream().map(part -> test(part, found)).toList());
        }
        if (test instanceof Predicate.Not not) {
            return test(not.part(), found).opposite();
        }
        if (test instanceof Predicate.Compare compare) {
            return compare(compare.relation(), found, compare.value());
        }
        if (test instanceof Predicate.In in) {
            return Truth.most(in.values().stream()
                    .map(value -> compare(Relation.EQUAL, found, value))
                    .toList());
        }
        if (test instanceof Predicate.StartsWith prefix) {
            boolean doubtful = found.filter(
                            value -> value instanceof BsonSymbol || value instanceof BsonRegularExpression)
                    .isPresent();
            return doubtful
                    ? Truth.MAYBE
                    : Truth.of(found.orElse(null) instanceof BsonString text
                            && text.getValue().startsWith(prefix.prefix()));
        }
        if (test instanceof Predicate.OfType typed) {
            return Truth.of(
                    found.filter(value -> typed.types().has(number(value))).isPresent());
        }
        return Truth.of(found.isPresent());
    }

    private static int number(Object value) {
        if (value instanceof ReferenceDocument) {
            return BsonType.DOCUMENT.getValue();
        }
        return value instanceof BsonValue scalar ? (byte) scalar.getBsonType().getValue() : BsonType.ARRAY.getValue();
    }

    /** All that a comparison looks at; empty is a missing value. */
    private static List<Optional<Object>> candidates(
            ReferenceDocument document, List<String> path, boolean intoArrays) {
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
            if (intoArrays) {
                elements.forEach(element -> all.add(Optional.of(element)));
            }
            return all;
        }
        List<String> rest = path.subList(1, path.size());
        if (value.get() instanceof ReferenceDocument below) {
            return candidates(below, rest, intoArrays);
        }
        if (!(value.get() instanceof List<?>)) {
            return List.of(Optional.empty());
        }
        if (rest.get(0).matches("[0-9]+")) {
            all.add(Optional.of(UNCERTAIN));
        }
        for (Object element : elements) {
            if (element instanceof ReferenceDocument below) {
                all.addAll(candidates(below, rest, intoArrays));
            }
        }
        return all;
    }

    private static Truth compare(Relation relation, Optional<Object> found, ScalarValue given) {
        boolean doubtful = found.filter(value -> (value instanceof BsonSymbol && given instanceof ScalarValue.Text)
                        || (value instanceof BsonUndefined && given instanceof ScalarValue.Null)
                        || (value instanceof BsonBinary
                                && given instanceof ScalarValue.Uuid
                                && relation != Relation.EQUAL
                                && order(value, given).isEmpty()))
                .isPresent();
        return doubtful ? Truth.MAYBE : Truth.of(holds(relation, found, given));
    }

    private static boolean holds(Relation relation, Optional<Object> found, ScalarValue given) {
        if (given instanceof ScalarValue.Null) {
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

    private static OptionalInt order(Object stored, ScalarValue given) {
        if (stored instanceof BsonString s && given instanceof ScalarValue.Text t) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    s.getValue().getBytes(StandardCharsets.UTF_8), t.text().getBytes(StandardCharsets.UTF_8)));
        }
        if (stored instanceof BsonBoolean s && given instanceof ScalarValue.Bool b) {
            return OptionalInt.of(Boolean.compare(s.getValue(), b.truth()));
        }
        if (stored instanceof BsonDateTime s && given instanceof ScalarValue.Date d) {
            return OptionalInt.of(Long.compare(s.getValue(), d.instant().toEpochMilli()));
        }
        if (stored instanceof BsonObjectId s && given instanceof ScalarValue.ObjectId o) {
            return OptionalInt.of(s.getValue().toHexString().compareTo(o.hex()));
        }
        if (stored instanceof BsonBinary s
                && s.getType() == 4
                && s.getData().length == 16
                && given instanceof ScalarValue.Uuid u) {
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

    private static Optional<BigDecimal> number(ScalarValue given) {
        if (given instanceof ScalarValue.Int i) {
            return Optional.of(BigDecimal.valueOf(i.number()));
        }
        if (given instanceof ScalarValue.Decimal d) {
            return Optional.of(d.number());
        }
        return given instanceof ScalarValue.Real r ? real(r.number()) : Optional.empty();
    }

    private static Optional<BigDecimal> real(double number) {
        if (Double.isNaN(number)) {
            return Optional.empty();
        }
        BigDecimal beyond = BigDecimal.TEN.pow(7_000);
        return Optional.of(Double.isInfinite(number) ? number > 0 ? beyond : beyond.negate() : new BigDecimal(number));
    }
}
