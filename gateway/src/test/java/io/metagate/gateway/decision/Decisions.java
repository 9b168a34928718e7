package io.metagate.gateway.decision;

import io.metagate.gateway.fixture.Secrets;
import io.metagate.gateway.fixture.Things;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Decision points for tests of who asks them. */
public final class Decisions {

    private Decisions() {}

    /** The policies of {@link Things} in force. */
    public static DecisionPoint ofThings() {
        URL bundle = Things.class.getResource("things/things.yaml");
        if (bundle == null) {
            throw new AssertionError("the bundle of the tests is missing");
        }
        try {
            return of(Path.of(bundle.toURI()).resolveSibling(".").normalize());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The policies of that folder in force. */
    public static DecisionPoint of(Path folder) {
        return new DecisionPoint(config(folder), Secrets.of(1), () -> Set.of("default"));
    }

    /** Where the policies are, to be looked at as often as can be. */
    public static PolicyConfig config(Path folder) {
        return new PolicyConfig() {
            @Override
            public Path bundle() {
                return folder;
            }

            @Override
            public Duration checkEvery() {
                return Duration.ofMillis(1);
            }
        };
    }
}
