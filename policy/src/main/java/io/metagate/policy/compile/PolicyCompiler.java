package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.compile.check.LimitCheck;
import io.metagate.policy.compile.check.NameResolver;
import io.metagate.policy.compile.condition.ConditionCompiler;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledPolicies;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PolicyBundle;
import io.metagate.policy.model.PolicyMode;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.parser.BundleParser;
import io.metagate.policy.parser.ParsedBundle;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Compiles a bundle as a whole, or refuses it as a whole with every problem. */
public final class PolicyCompiler {

    private PolicyCompiler() {}

    /**
     * Compiles the files of a bundle where it is not known which stores there are: collections may name any.
     *
     * @param files all files of the bundle, in any order
     * @param keys what pseudonyms are made with
     */
    public static CompilationResult compile(List<BundleFile> files, PseudonymKeys keys) {
        return compile(files, keys, store -> true);
    }

    /**
     * Compiles the files of a bundle.
     *
     * @param files all files of the bundle, in any order
     * @param keys what pseudonyms are made with
     * @param stores whether there is a store of a name
     */
    public static CompilationResult compile(List<BundleFile> files, PseudonymKeys keys, Predicate<String> stores) {
        ParsedBundle read = BundleParser.read(files);
        ProblemCollector problems = new ProblemCollector();
        problems.addAll(read.problems());
        PolicyBundle bundle = read.bundle();
        if (read.problems().isEmpty() && bundle.collections().isEmpty()) {
            problems.add(new SourcePosition(".", 1, 1), "the bundle defines no collection");
        }
        Catalogue catalogue = new CatalogueCompiler(stores, problems).compile(bundle);
        CompiledPolicies policies = policies(bundle, new NameResolver(catalogue, read.declared(), problems), problems);
        List<BundleProblem> found = problems.sorted();
        if (!found.isEmpty()) {
            return new CompilationResult.Rejected(found);
        }
        PolicyRevision revision = BundleDigest.of(withoutTests(files, read));
        return new CompilationResult.Compiled(
                new PolicySet(revision, catalogue, policies, bundle.limits(), keys), bundle.tests());
    }

    /** Checks all that stands on the catalogue. */
    private static CompiledPolicies policies(PolicyBundle bundle, NameResolver names, ProblemCollector problems) {
        WhenCompiler conditions = new WhenCompiler(new ConditionCompiler(), names, problems);
        Map<PolicyMode, PolicyLists> policies = policies(
                bundle,
                new PermitCompiler(names, conditions, problems),
                new RestrictionCompiler(names, conditions, problems));
        requireDistinctNames(bundle, problems);
        new LimitCheck(problems).check(bundle.limits());
        new PolicyTestCompiler(names, problems).check(bundle.tests());
        return new CompiledPolicies(
                Objects.requireNonNull(policies.get(PolicyMode.ACTIVE)),
                Objects.requireNonNull(policies.get(PolicyMode.SHADOW)),
                new OriginCompiler(names.catalogue()).compile(bundle));
    }

    /** A revision is what is decided, which tests do not change. */
    private static List<BundleFile> withoutTests(List<BundleFile> files, ParsedBundle read) {
        return files.stream()
                .filter(file -> !read.testFiles().contains(file.name()))
                .toList();
    }

    private static void requireDistinctNames(PolicyBundle bundle, ProblemCollector problems) {
        List<LocatedElement<String>> policies = new ArrayList<>();
        bundle.policies().forEach(policy -> policies.add(policy.name()));
        bundle.restrictions().forEach(restriction -> policies.add(restriction.name()));
        policies.sort(Comparator.comparing(LocatedElement::at));
        problems.requireDistinct("Policy", policies);
        problems.requireDistinct(
                "Limit", bundle.limits().stream().map(Limit::name).toList());
    }

    /** All are compiled, whatever their mode, for their problems. */
    private static Map<PolicyMode, PolicyLists> policies(
            PolicyBundle bundle, PermitCompiler permits, RestrictionCompiler restrictions) {
        Map<PolicyMode, List<CompiledPermit>> permitting = new EnumMap<>(PolicyMode.class);
        Map<PolicyMode, List<CompiledRestriction>> restricting = new EnumMap<>(PolicyMode.class);
        for (Policy policy : bundle.policies()) {
            permitting.computeIfAbsent(policy.mode(), mode -> new ArrayList<>()).addAll(permits.compile(policy));
        }
        for (Restriction restriction : bundle.restrictions()) {
            restricting
                    .computeIfAbsent(restriction.mode(), mode -> new ArrayList<>())
                    .addAll(restrictions.compile(restriction));
        }
        Map<PolicyMode, PolicyLists> policies = new EnumMap<>(PolicyMode.class);
        for (PolicyMode mode : PolicyMode.values()) {
            policies.put(
                    mode,
                    new PolicyLists(
                            permitting.getOrDefault(mode, List.of()), restricting.getOrDefault(mode, List.of())));
        }
        return policies;
    }
}
