package io.metagate.demo;

import io.metagate.demo.issuer.SigningKey;
import io.metagate.demo.issuer.TokenClient;
import io.metagate.demo.machine.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a running demo can be found by other processes: a file in its home that is there while it runs.
 *
 * @param issuer the issuer of its tokens
 */
record RunningDemo(URI issuer) {

    private static final String FILE = "issuer-url";

    /** The demo that runs with that home. */
    static RunningDemo in(Path home) {
        try {
            Path file = home.resolve(FILE);
            if (!Files.exists(file)) {
                throw new DemoFailure("no demo runs with the state in " + home + ": start it with ./run");
            }
            return new RunningDemo(URI.create(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new DemoFailure("the demo's state cannot be read: " + home, e);
        }
    }

    /** Makes it known. */
    void announce(Path home) {
        new PrivateFile(home.resolve(FILE)).write(issuer + "\n");
    }

    /** Takes it back. */
    static void withdraw(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            throw new DemoFailure("the demo's state cannot be changed: " + home, e);
        }
    }

    /** Where to get tokens; the home has the key that makes them. */
    TokenClient tokens(Path home) {
        return new TokenClient(issuer, SigningKey.in(DemoHome.signingKey(home)));
    }
}
