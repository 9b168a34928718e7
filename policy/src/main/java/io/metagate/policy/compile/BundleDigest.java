package io.metagate.policy.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.source.BundleFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest that names a bundle: SHA-256 over its files in the order of names, each name and text preceded by its
 * length.
 */
final class BundleDigest {

    private BundleDigest() {}

    static PolicyRevision of(List<BundleFile> files) {
        MessageDigest sha256 = sha256();
        files.stream().sorted(Comparator.comparing(BundleFile::name)).forEach(file -> {
            update(sha256, file.name());
            update(sha256, file.text());
        });
        return new PolicyRevision(HexFormat.of().formatHex(sha256.digest()));
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
