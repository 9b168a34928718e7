package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.InvalidPart;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.compiled.TypedFilter;
import io.metagate.policy.redaction.key.TokenDecryptor;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import java.util.List;
import java.util.Optional;

/**
 * A filter, and where in the body its tests stand.
 *
 * @param predicate the filter
 * @param tests its tests in the order written, each of one value
 */
public record LocatedFilter(Predicate predicate, List<LocatedTest> tests) {

    /** The filter that every record meets, and that nobody wrote. */
    public static final LocatedFilter ALL = of(Predicate.all());

    public LocatedFilter {
        tests = List.copyOf(tests);
    }

    /** A filter whose places nobody knows. */
    public static LocatedFilter of(Predicate predicate) {
        return new LocatedFilter(predicate, List.of());
    }

    /**
     * A test of one value, or of a prefix.
     *
     * @param pointer the way to the value from the body (RFC 6901)
     */
    public record LocatedTest(String pointer, Predicate.FieldTest test) {

        /** Without the value, which no log may hold (P7). */
        @Override
        public String toString() {
            return "LocatedTest[" + test.path() + "]";
        }

        private boolean isMistyped(Collection collection) {
            return TypedFilter.of(test, collection).isEmpty();
        }

        /** Tokens can stand for values of any type. */
        private boolean holdsToken() {
            return test instanceof Predicate.Compare compare
                    && compare.value() instanceof ScalarValue.Text text
                    && TokenDecryptor.isOfForm(text.text());
        }

        private InvalidPart part(Collection collection) {
            FieldType type = collection.field(test.path()).map(Field::type).orElse(FieldType.STRING);
            return InvalidPart.member(
                    pointer,
                    test.use().kind() == FilterKind.PREFIX
                            ? "another operator, as the field is of type " + type
                            : "a value of type " + type + ": " + form(type));
        }

        private static String form(FieldType type) {
            return switch (type) {
                case STRING -> "text";
                case INT -> "an integer of 64 bits";
                case DOUBLE -> "a number";
                case DECIMAL -> "a number, or {\"$numberDecimal\": a number as text}";
                case BOOL -> "true or false";
                case DATE -> "{\"$date\": a date with time and offset, such as 2009-04-01T00:00:00Z}";
                case OBJECT_ID -> "{\"$oid\": 24 hexadecimal digits}";
                case UUID -> "{\"$uuid\": a UUID of 36 characters}";
                case BINARY -> "null alone, as no filter can hold bytes";
            };
        }
    }

    /**
     * The first value that cannot be one of its field's type. INVARIANT: asked only of filters whose every use of a
     * field is permitted, as it tells the field's type (P2).
     */
    public InvalidPart mistyped(Collection collection) {
        List<LocatedTest> mistyped =
                tests.stream().filter(test -> test.isMistyped(collection)).toList();
        Optional<LocatedTest> plain =
                mistyped.stream().filter(test -> !test.holdsToken()).findFirst();
        return plain.or(() -> mistyped.stream().findFirst())
                .map(test -> test.part(collection))
                .orElse(InvalidPart.NONE);
    }
}
