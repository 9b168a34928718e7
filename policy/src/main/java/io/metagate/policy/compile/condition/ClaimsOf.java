package io.metagate.policy.compile.condition;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a principal as CEL has values: a claim that the token has as a list is a list, any other a scalar. A view, as a condition asks for one or
 * two of them.
 */
final class ClaimsOf extends AbstractMap<String, Object> {

    private final Map<String, Claim> claims;

    private ClaimsOf(Map<String, Claim> claims) {
        this.claims = claims;
    }

    static Map<String, Object> principal(Principal principal) {
        return new ClaimsOf(principal.claims());
    }

    @Override
    public boolean containsKey(Object name) {
        return of(name).isPresent();
    }

    @Override
    public @Nullable Object get(Object name) {
        return of(name).orElse(null);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>();
        claims.forEach((name, claim) -> of(claim).ifPresent(value -> all.put(name, value)));
        return all.entrySet();
    }

    private Optional<Object> of(Object name) {
        return name instanceof String text && claims.containsKey(text) ? of(claims.get(text)) : Optional.empty();
    }

    /** A claim with a value that CEL has no type for is as if it were not there. */
    private static Optional<Object> of(Claim claim) {
        List<Object> values =
                claim.values().stream().flatMap(value -> of(value).stream()).toList();
        if (values.size() != claim.values().size()) {
            return Optional.empty();
        }
        return claim.list() ? Optional.of(values) : Optional.of(values.get(0));
    }

    private static Optional<Object> of(Value value) {
        if (value instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof Value.Int integer) {
            return Optional.of(integer.number());
        }
        if (value instanceof Value.Real real) {
            return Optional.of(real.number());
        }
        if (value instanceof Value.Bool bool) {
            return Optional.of(bool.truth());
        }
        return value instanceof Value.Date date ? Optional.of(date.instant()) : Optional.empty();
    }
}
