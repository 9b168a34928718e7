package io.metagate.gateway.decision;

import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.readiness.CataloguedPlaces;
import io.metagate.gateway.readiness.KnownStores;
import io.metagate.gateway.readiness.StartCheck;
import io.metagate.policy.bundle.BundleFolder;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.BundleProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The policy decision point: holds the policies in force. */
@ApplicationScoped
public class DecisionPoint implements StartCheck, CataloguedPlaces {

    private static final String TOO_YOUNG = "metagate.policy.max-age: not more than metagate.policy.poll-interval";

    private final Path folder;
    private final BundleWatch watch;
    private final long maxAge;
    private final long checkEvery;
    private final LongSupplier nanos;
    private volatile Standing standing;
    private volatile OptionalLong confirmed = OptionalLong.empty();
    private long lookedAt;

    @Inject
    DecisionPoint(PolicyConfig config, MasterKeys keys, KnownStores stores) {
        this(config, keys, stores, System::nanoTime);
    }

    /** With a clock that only goes forward. */
    DecisionPoint(PolicyConfig config, MasterKeys keys, KnownStores stores, LongSupplier nanos) {
        this.folder = config.bundle();
        this.maxAge = config.maxAge().toNanos();
        this.checkEvery = config.pollInterval().toNanos();
        this.nanos = nanos;
        this.watch =
                new BundleWatch(new BundleFolder(folder), new DerivedPseudonymKeys(keys), stores.names()::contains);
        CompilationResult first = watch.first();
        this.standing = first.fold(
                sound -> Standing.inForce(sound.policies()),
                refused -> new Standing(Optional.empty(), problemsOf(refused)));
    }

    @Override
    public List<String> problems() {
        return maxAge > checkEvery
                ? standing.rejected()
                : Stream.concat(standing.rejected().stream(), Stream.of(TOO_YOUNG))
                        .toList();
    }

    /** The policies in force now. A request asks once, and is decided under that revision to its end (P9). */
    public PolicySet current() {
        return standing.policies().orElseThrow(() -> new IllegalStateException("no policies are in force"));
    }

    @Override
    public Map<StoreLocation, Set<Action>> places() {
        return standing.policies().map(PolicySet::places).orElse(Map.of());
    }

    /**
     * Whether what the folder holds now was refused, so that older policies are in force, or whether it is not known
     * what it holds.
     */
    public boolean stale() {
        return !standing.rejected().isEmpty() || overdue();
    }

    /**
     * Whether it was not known for too long that the policies in force are those of the bundle: nobody has looked, its
     * folder did not come to rest, or a change of it could not be put in force. So it is before the first look too.
     * INVARIANT: nothing is decided then, as a restriction may be among what was missed (P6).
     */
    public boolean overdue() {
        OptionalLong last = confirmed;
        return last.isEmpty() || nanos.getAsLong() - last.getAsLong() > maxAge;
    }

    /** Looks at the bundle's folder once. For one thread at a time. */
    public BundleState look() {
        lookedAt = nanos.getAsLong();
        return watch.look();
    }

    /**
     * Says that what the folder held at the last look is in force, or refused. It counts from when that look began.
     *
     * @throws IllegalStateException if the last look did not find the folder at rest
     */
    public void confirm() {
        watch.confirm();
        confirmed = OptionalLong.of(lookedAt);
    }

    /** Puts policies in force, for all requests that begin from now on. */
    public void adopt(PolicySet policies) {
        standing = Standing.inForce(policies);
    }

    /** Keeps the policies in force, and remembers why those of the folder were refused: one line for each problem. */
    public List<String> keep(CompilationResult.Rejected refused) {
        standing = new Standing(standing.policies(), problemsOf(refused));
        return standing.rejected();
    }

    private List<String> problemsOf(CompilationResult.Rejected refused) {
        return refused.problems().stream().map(this::line).toList();
    }

    private String line(BundleProblem problem) {
        return "metagate.policy.bundle: "
                + folder.resolve(problem.at().file()).normalize() + ":"
                + problem.at().line() + ":" + problem.at().column() + ": " + problem.message();
    }

    /**
     * Which policies are in force.
     *
     * @param policies those of the last bundle that was sound
     * @param rejected why a newer one is not; none if there is no newer one
     */
    private record Standing(Optional<PolicySet> policies, List<String> rejected) {

        static Standing inForce(PolicySet policies) {
            return new Standing(Optional.of(policies), List.of());
        }
    }
}
