package io.metagate.policy.decision.token;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Detokenizer;
import io.metagate.policy.redaction.key.TokenDecryptor;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tokens in one filter: they stand for the values that they were made of, where their fields are released as
 * tokens. What does not open as a token of the field's classification is a value that no record has.
 */
final class TokenLookup {

    private final Collection collection;
    private final TokenScope scope;
    private final Detokenizer reader;
    private final Set<FieldPath> paths = new HashSet<>();
    private int opened;

    TokenLookup(Collection collection, TokenScope scope, Detokenizer reader) {
        this.collection = collection;
        this.scope = scope;
        this.reader = reader;
    }

    /** The fields in which values were looked up by their tokens so far. */
    Set<FieldPath> paths() {
        return Set.copyOf(paths);
    }

    /** How many tokens stand for values so far. */
    int opened() {
        return opened;
    }

    /** Whether any value in the filter looks like a token. */
    static boolean holdsToken(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return anyHoldsToken(and.parts());
        }
        if (filter instanceof Predicate.Or or) {
            return anyHoldsToken(or.parts());
        }
        if (filter instanceof Predicate.Not not) {
            return holdsToken(not.part());
        }
        if (filter instanceof Predicate.AnyElement any) {
            return holdsToken(any.part());
        }
        if (filter instanceof Predicate.In in) {
            return in.values().stream().anyMatch(TokenLookup::isToken);
        }
        return filter instanceof Predicate.Compare compare && isToken(compare.value());
    }

    private static boolean anyHoldsToken(List<Predicate> parts) {
        for (Predicate part : parts) {
            if (holdsToken(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(ScalarValue value) {
        return value instanceof ScalarValue.Text text && TokenDecryptor.isOfForm(text.text());
    }

    /** The filter with the values for their tokens. */
    Predicate read(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return all(and.parts().stream().map(this::read).toList());
        }
        if (filter instanceof Predicate.Or or) {
            return new Predicate.Or(or.parts().stream().map(this::read).toList());
        }
        if (filter instanceof Predicate.Not not) {
            return new Predicate.Not(read(not.part()));
        }
        if (filter instanceof Predicate.AnyElement any) {
            return new Predicate.AnyElement(any.path(), read(any.part()));
        }
        if (filter instanceof Predicate.Compare compare && compare.relation() == Predicate.Relation.EQUAL) {
            return compared(compare);
        }
        return filter instanceof Predicate.In in ? new Predicate.In(in.path(), values(in.path(), in.values())) : filter;
    }

    private Predicate compared(Predicate.Compare compare) {
        List<ScalarValue> values = values(compare.path(), List.of(compare.value()));
        return values.isEmpty()
                ? new Predicate.In(compare.path(), values)
                : new Predicate.Compare(compare.path(), compare.relation(), values.get(0));
    }

    private List<ScalarValue> values(FieldPath path, List<ScalarValue> written) {
        List<ScalarValue> values = new ArrayList<>();
        written.forEach(value -> value(path, value).ifPresent(values::add));
        return values;
    }

    /** What the written value stands for; empty if no record can have it. */
    private Optional<ScalarValue> value(FieldPath path, ScalarValue written) {
        if (!(written instanceof ScalarValue.Text text)
                || !TokenDecryptor.isOfForm(text.text())
                || !scope.releases(path)) {
            return Optional.of(written);
        }
        Field field = collection.field(path).orElseThrow();
        Optional<ScalarValue> value =
                reader.read(field.classification(), text.text()).flatMap(found -> found.as(field.type()));
        if (value.isPresent()) {
            paths.add(path);
            opened++;
            return value;
        }
        return field.type() == FieldType.STRING ? Optional.of(written) : Optional.empty();
    }

    /** All parts; what always or never holds is no test beside others, of which the store takes one of a kind. */
    private static Predicate all(List<Predicate> parts) {
        Optional<Predicate> never =
                parts.stream().filter(TokenLookup::neverHolds).findFirst();
        if (never.isPresent()) {
            return never.get();
        }
        List<Predicate> tests = parts.stream()
                .filter(part -> !(part instanceof Predicate.Not not && neverHolds(not.part())))
                .toList();
        return Predicate.allOf(tests.isEmpty() ? parts.subList(0, Math.min(1, parts.size())) : tests);
    }

    private static boolean neverHolds(Predicate part) {
        return part instanceof Predicate.In in && in.values().isEmpty();
    }
}
