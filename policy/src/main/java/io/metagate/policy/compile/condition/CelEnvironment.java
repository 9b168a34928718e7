package io.metagate.policy.compile.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import io.metagate.policy.compiled.PolicyCondition;

/**
 * CEL as conditions have it: the standard functions but regular expressions, three macros, a closed list of variables.
 */
final class CelEnvironment {

    static final int MAX_NODES = 200;
    static final int MAX_DEPTH = 32;

    private static final int MAX_ITERATIONS = 1_000;
    private static final int MAX_MISTAKES = 8;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxParseRecursionDepth(MAX_DEPTH)
            .maxParseErrorRecoveryLimit(MAX_MISTAKES)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    CelEnvironment() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        // A small pattern with nested counts can take all memory.
                        .excludeFunctions(StandardFunction.MATCHES)
                        .build())
                .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
                .setResultType(SimpleType.BOOL);
        for (ConditionVariable variable : ConditionVariable.values()) {
            builder.addVar(variable.wireName(), variable.type());
        }
        this.compiler = builder.build();
        this.runtime =
                CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    }

    CelValidationResult parse(String text) {
        return compiler.parse(text);
    }

    CelValidationResult check(CelAbstractSyntaxTree parsed) {
        return compiler.check(parsed);
    }

    /** Whether CEL knows a time zone: by a name, or as an offset from UTC. */
    boolean knowsZone(String zone) {
        String quoted = "'" + zone.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
        try {
            CelAbstractSyntaxTree asked = compiler.compile("timestamp(0).getHours(" + quoted + ") >= 0")
                    .getAst();
            return CelCondition.of(asked, program(asked), quoted).always() == PolicyCondition.Truth.HOLDS;
        } catch (CelValidationException | CelEvaluationException e) {
            return false;
        }
    }

    Program program(CelAbstractSyntaxTree checked) throws CelEvaluationException {
        return runtime.createProgram(checked);
    }
}
