package io.metagate.policy.decision.token;

import io.metagate.policy.redaction.key.TokenDecryptor;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.List;

/** Whether any value in a filter looks like a token. It is asked of every query, and so makes nothing. */
final class TokenPresence implements PredicateVisitor<Boolean>, FieldTestVisitor<Boolean> {

    private static final TokenPresence VISITOR = new TokenPresence();

    private TokenPresence() {}

    static boolean holds(Predicate filter) {
        return filter.accept(VISITOR);
    }

    static boolean isToken(ScalarValue value) {
        return value instanceof ScalarValue.Text text && TokenDecryptor.isOfForm(text.text());
    }

    @Override
    public Boolean and(Predicate.And and) {
        return inAny(and.parts());
    }

    @Override
    public Boolean or(Predicate.Or or) {
        return inAny(or.parts());
    }

    @Override
    public Boolean not(Predicate.Not not) {
        return not.part().accept(this);
    }

    @Override
    public Boolean anyElement(Predicate.AnyElement any) {
        return any.part().accept(this);
    }

    @Override
    public Boolean test(Predicate.FieldTest test) {
        return test.acceptTest(this);
    }

    @Override
    public Boolean compare(Predicate.Compare compare) {
        return isToken(compare.value());
    }

    @Override
    public Boolean in(Predicate.In in) {
        return in.values().stream().anyMatch(TokenPresence::isToken);
    }

    @Override
    public Boolean exists(Predicate.Exists exists) {
        return false;
    }

    @Override
    public Boolean ofType(Predicate.OfType typed) {
        return false;
    }

    @Override
    public Boolean startsWith(Predicate.StartsWith prefix) {
        return false;
    }

    private boolean inAny(List<Predicate> parts) {
        for (Predicate part : parts) {
            if (part.accept(this)) {
                return true;
            }
        }
        return false;
    }
}
