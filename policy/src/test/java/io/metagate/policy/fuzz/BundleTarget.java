package io.metagate.policy.fuzz;

import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The reader and the compiler of bundles, on any text: policies, or problems in the order of their positions, and
 * nothing else.
 */
public final class BundleTarget {

    private static final PseudonymKey KEY = new PseudonymKey(1, new byte[32]);

    private BundleTarget() {}

    /** Takes one input, and fails by an exception. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        CompilationResult compilation =
                PolicyCompiler.compile(List.of(new BundleFile("fuzz.yaml", text)), label -> KEY);
        if (compilation instanceof CompilationResult.Rejected rejected) {
            List<SourcePosition> places =
                    rejected.problems().stream().map(BundleProblem::at).toList();
            if (!places.equals(places.stream().sorted().toList())) {
                throw new AssertionError("problems out of order: " + rejected.problems());
            }
        }
    }
}
