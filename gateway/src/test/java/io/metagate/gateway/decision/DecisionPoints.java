package io.metagate.gateway.decision;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.decision.PolicySet;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/** Decision points for tests of who asks them. */
public final class DecisionPoints {

    /** For how long policies count after the bundle was looked at. */
    public static final Duration MAX_AGE = Duration.ofMinutes(1);

    private DecisionPoints() {}

    /** The policies of {@link ThingsPolicies} in force. */
    public static DecisionPoint ofThings() {
        return ofThings(System::nanoTime);
    }

    /** The policies of {@link ThingsPolicies} in force, by a clock that only goes forward. */
    public static DecisionPoint ofThings(LongSupplier nanos) {
        URL bundle = ThingsPolicies.class.getResource("things/things.yaml");
        if (bundle == null) {
            throw new AssertionError("the bundle of the tests is missing");
        }
        try {
            return of(Path.of(bundle.toURI()).resolveSibling(".").normalize(), nanos);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The policies of that folder in force. */
    public static DecisionPoint of(Path folder) {
        return of(folder, System::nanoTime);
    }

    /** The policies of that folder in force, by a clock that only goes forward. */
    public static DecisionPoint of(Path folder, LongSupplier nanos) {
        return confirmed(new DecisionPoint(config(folder), SampleSecrets.of(1), () -> Set.of("default"), nanos));
    }

    /** The policies of that folder, not looked at since they were read. */
    public static DecisionPoint begun(Path folder) {
        return new DecisionPoint(config(folder), SampleSecrets.of(1), () -> Set.of("default"), System::nanoTime);
    }

    /** These policies in force, whatever becomes of any folder. */
    public static DecisionPoint of(PolicySet policies) {
        return confirmed(
                new DecisionPoint(
                        config(Path.of("none")), SampleSecrets.of(1), () -> Set.of("default"), System::nanoTime) {
                    @Override
                    public PolicySet current() {
                        return policies;
                    }
                });
    }

    private static DecisionPoint confirmed(DecisionPoint point) {
        point.look();
        point.confirm();
        return point;
    }

    /** Where the policies are, to be looked at as often as can be. */
    public static PolicyConfig config(Path folder) {
        return new PolicyConfig() {
            @Override
            public Path bundle() {
                return folder;
            }

            @Override
            public Duration pollInterval() {
                return Duration.ofMillis(1);
            }

            @Override
            public Duration maxAge() {
                return MAX_AGE;
            }
        };
    }
}
