package io.metagate.policy.compile.condition;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a principal as CEL has values: a claim that the token has as a list is a list, any other a scalar. A
 * view, as a condition asks for one or two of them. Those that cannot be read are left out: whoever asks for one is not
 * asked at all, see {@link NamedClaims}.
 */
final class ClaimsView extends AbstractMap<String, Object> {

    private final Map<String, Claim> claims;

    private ClaimsView(Map<String, Claim> claims) {
        this.claims = claims;
    }

    static Map<String, Object> principal(Principal principal) {
        return new ClaimsView(principal.claims());
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public @Nullable Object get(Object name) {
        Claim claim = name instanceof String text ? claims.get(text) : null;
        return claim != null && claim.readable() ? value(claim) : null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>();
        claims.forEach((name, claim) -> {
            if (claim.readable()) {
                all.put(name, value(claim));
            }
        });
        return all.entrySet();
    }

    private static Object value(Claim claim) {
        return claim.list()
                ? claim.values().stream().map(ClaimsView::value).toList()
                : value(claim.values().get(0));
    }

    private static Object value(ScalarValue value) {
        return value.accept(CelValue.VISITOR);
    }

    /** The value of CEL for one that a condition can read. */
    private static final class CelValue implements PlainScalarVisitor<Object> {

        private static final CelValue VISITOR = new CelValue();

        @Override
        public Object text(ScalarValue.Text text) {
            return text.text();
        }

        @Override
        public Object integer(ScalarValue.Int integer) {
            return integer.number();
        }

        @Override
        public Object real(ScalarValue.Real real) {
            return real.number();
        }

        @Override
        public Object bool(ScalarValue.Bool bool) {
            return bool.truth();
        }

        @Override
        public Object nothing(ScalarValue.Null nothing) {
            throw new IllegalArgumentException("a claim that can be read is not null");
        }

        @Override
        public Object typed(ScalarValue value) {
            throw new IllegalArgumentException("a claim is a text, a number or a boolean");
        }
    }
}
