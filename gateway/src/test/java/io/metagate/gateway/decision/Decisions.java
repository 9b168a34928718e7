package io.metagate.gateway.decision;

import io.metagate.gateway.fixture.Secrets;
import io.metagate.gateway.fixture.Things;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Decision points for tests of who asks them. */
public final class Decisions {

    private Decisions() {}

    /** The policies of {@link Things} in force. */
    public static DecisionPoint ofThings() {
        URL bundle = Things.class.getResource("things.yaml");
        if (bundle == null) {
            throw new AssertionError("the bundle of the tests is missing");
        }
        try {
            Path folder = Path.of(bundle.toURI()).resolveSibling(".").normalize();
            return new DecisionPoint(() -> folder, Secrets.of(1));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
