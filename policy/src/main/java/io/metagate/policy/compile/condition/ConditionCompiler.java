package io.metagate.policy.compile.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.model.ConditionExpression;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.SourcePosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compiles the conditions of one bundle. Equal expressions share one program. */
public final class ConditionCompiler {

    private static final Pattern INSIDES =
            Pattern.compile("( \\((in container|candidates:)|,? expecting ).*", Pattern.DOTALL);

    private final Map<String, Known> known = new HashMap<>();

    /** Compiles an expression. */
    public CompiledCondition compile(ConditionExpression expression) {
        Known same = known.get(expression.text());
        if (same != null) {
            return same.in(expression);
        }
        try {
            return compileNew(expression);
        } catch (CelValidationException e) {
            return new CompiledCondition.Faulty(e.getErrors().stream()
                    .map(issue -> problem(expression, issue))
                    .toList());
        } catch (CelEvaluationException e) {
            return faulty(expression, "the condition cannot be made ready");
        }
    }

    private CompiledCondition compileNew(ConditionExpression expression)
            throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree parsed = sound(Cel.ENVIRONMENT.parse(expression.text()));
        Optional<String> beyond = SyntaxBounds.broken(parsed.getExpr());
        if (beyond.isPresent()) {
            return faulty(expression, beyond.get());
        }
        CelValidationResult result = Cel.ENVIRONMENT.check(parsed);
        List<BundleProblem> mistakes = Stream.concat(
                        unknownZones(expression, parsed),
                        result.getErrors().stream().map(issue -> problem(expression, issue)))
                .toList();
        if (!mistakes.isEmpty()) {
            return new CompiledCondition.Faulty(mistakes);
        }
        return compileChecked(expression, parsed, sound(result));
    }

    private CompiledCondition compileChecked(
            ConditionExpression expression, CelAbstractSyntaxTree parsed, CelAbstractSyntaxTree checked)
            throws CelEvaluationException {
        CelCondition condition = CelCondition.of(checked, Cel.ENVIRONMENT.program(checked), expression.text());
        PolicyCondition.Truth always = condition.always();
        if (always == PolicyCondition.Truth.FAILS) {
            return faulty(expression, "this condition can never hold");
        }
        if (always == PolicyCondition.Truth.UNKNOWN && SyntaxBounds.isConstant(parsed.getExpr())) {
            return faulty(expression, "this condition gives no answer, whatever the request");
        }
        Known sound = new Known(condition, parsed);
        known.put(expression.text(), sound);
        return sound.in(expression);
    }

    /** A part of a time in a zone that there is not is never known. */
    private static Stream<BundleProblem> unknownZones(ConditionExpression expression, CelAbstractSyntaxTree parsed) {
        return LiteralUse.zones(parsed).stream()
                .filter(zone -> !Cel.ENVIRONMENT.knowsZone(zone.text()))
                .map(zone ->
                        new BundleProblem(expression.place(zone.index()), "unknown time zone '" + zone.text() + "'"));
    }

    private static CelAbstractSyntaxTree sound(CelValidationResult result) throws CelValidationException {
        return result.getAst();
    }

    private static CompiledCondition faulty(ConditionExpression expression, String message) {
        return new CompiledCondition.Faulty(List.of(new BundleProblem(expression.at(), message)));
    }

    private static BundleProblem problem(ConditionExpression expression, CelIssue issue) {
        SourcePosition at = expression.place(index(
                expression.text(),
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn()));
        return new BundleProblem(at, message(issue.getMessage()));
    }

    /** The index of a place within a text; -1 if it is none. */
    private static int index(String text, int line, int column) {
        int[] characters = text.codePoints().toArray();
        int index = 0;
        for (int passed = 1; passed < line && index < characters.length; index++) {
            passed += characters[index] == '\n' ? 1 : 0;
        }
        return line < 1 || column < 0 ? -1 : index + column;
    }

    /** What CEL says, without what speaks of CEL's own insides. */
    private static String message(String written) {
        if (written.startsWith("Expression recursion limit exceeded")) {
            return "a condition is nested up to " + CelEnvironment.MAX_DEPTH + " deep";
        }
        if (written.startsWith("mismatched input '<EOF>'")) {
            return "the condition ends too early";
        }
        String plain = INSIDES.matcher(written).replaceFirst("");
        return plain.startsWith("undeclared reference to ")
                ? plain + "; the variables are " + ConditionVariable.known()
                : plain;
    }

    /** A sound expression, wherever it is written. */
    private record Known(CelCondition condition, CelAbstractSyntaxTree parsed) {

        CompiledCondition.Sound in(ConditionExpression expression) {
            List<NameReference> mentions = Arrays.stream(NameReference.Kind.values())
                    .flatMap(kind -> LiteralUse.comparedWith(kind, parsed).stream()
                            .map(literal -> new NameReference(expression.place(literal.index()), kind, literal.text())))
                    .toList();
            return new CompiledCondition.Sound(condition, mentions);
        }
    }

    /** Made when the first condition is met: a bundle without any does not pay for it. */
    private static final class Cel {
        static final CelEnvironment ENVIRONMENT = new CelEnvironment();
    }
}
