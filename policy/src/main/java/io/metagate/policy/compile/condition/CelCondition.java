package io.metagate.policy.compile.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import java.util.Optional;

/** A condition in CEL, ready to be asked by several threads. */
record CelCondition(Program program, NamedClaims claims, ExpectedClaims expected, String text)
        implements PolicyCondition {

    /** A checked expression with its program. */
    static CelCondition of(CelAbstractSyntaxTree checked, Program program, String text) {
        return new CelCondition(program, NamedClaims.of(checked), ExpectedClaims.of(checked), text);
    }

    @Override
    public Truth of(Principal principal, RequestFacts facts) {
        if (!claims.areReadable(principal) || !expected.areMet(principal)) {
            return Truth.UNKNOWN;
        }
        return ask(name -> ConditionVariable.named(name).map(variable -> variable.of(principal, facts)));
    }

    /** What is known of it whoever asks for whatever. */
    Truth always() {
        return ask(name -> Optional.empty());
    }

    @Override
    public String toString() {
        return text;
    }

    /** INVARIANT: whatever the library finds to throw does not end a decision (P6). */
    private Truth ask(CelVariableResolver variables) {
        try {
            Object answer = program.eval(variables);
            if (answer instanceof Boolean holds) {
                return holds ? Truth.HOLDS : Truth.FAILS;
            }
            return Truth.UNKNOWN;
        } catch (CelEvaluationException | RuntimeException e) {
            return Truth.UNKNOWN;
        }
    }
}
