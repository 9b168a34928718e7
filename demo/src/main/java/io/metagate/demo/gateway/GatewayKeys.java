package io.metagate.demo.gateway;

import io.metagate.demo.machine.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The file with the secret keys that a gateway makes pseudonyms and cursors with. */
public final class GatewayKeys {

    private static final int KEY_BYTES = 32;

    private GatewayKeys() {}

    /** That file; written first with one new key if there is none, readable by its owner only. */
    public static Path in(Path file) {
        new PrivateFile(file).readOrWrite(GatewayKeys::line);
        return file;
    }

    private static String line() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return "1:" + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
