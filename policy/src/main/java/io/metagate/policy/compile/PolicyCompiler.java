package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.Bundle;
import io.metagate.policy.model.BundleProblem;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.redaction.PseudonymKeys;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleReader;
import io.metagate.policy.source.ReadBundle;
import java.util.ArrayList;
import java.util.List;

/** Compiles a bundle as a whole, or refuses it as a whole with every problem. */
public final class PolicyCompiler {

    private PolicyCompiler() {}

    /**
     * Compiles the files of a bundle.
     *
     * @param files all files of the bundle, in any order
     * @param keys what pseudonyms are made with
     */
    public static Compilation compile(List<BundleFile> files, PseudonymKeys keys) {
        ReadBundle read = BundleReader.read(files);
        ProblemList problems = new ProblemList();
        problems.addAll(read.problems());
        Bundle bundle = read.bundle();
        if (read.problems().isEmpty() && bundle.collections().isEmpty()) {
            problems.add(new SourcePosition(".", 1, 1), "the bundle defines no collection");
        }
        Catalogue catalogue = new CatalogueCompiler(problems).compile(bundle);
        List<CompiledPermit> permits = compilePermits(read, catalogue, problems);
        List<BundleProblem> found = problems.sorted();
        return found.isEmpty()
                ? new Compilation.Compiled(
                        new PolicySet(BundleDigest.of(files), catalogue, permits, bundle.limits(), keys))
                : new Compilation.Rejected(found);
    }

    private static List<CompiledPermit> compilePermits(ReadBundle read, Catalogue catalogue, ProblemList problems) {
        Bundle bundle = read.bundle();
        problems.requireDistinct(
                "Policy", bundle.policies().stream().map(Policy::name).toList());
        problems.requireDistinct(
                "Limit", bundle.limits().stream().map(Limit::name).toList());
        PermitCompiler compiler = new PermitCompiler(catalogue, read.declared(), problems);
        List<CompiledPermit> permits = new ArrayList<>();
        bundle.policies().forEach(policy -> permits.addAll(compiler.compile(policy)));
        return permits;
    }
}
