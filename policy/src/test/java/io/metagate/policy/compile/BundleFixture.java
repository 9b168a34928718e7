package io.metagate.policy.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Bundles for tests, from files beside them. */
public final class BundleFixture {

    /** Keys that are as good as any for a test. */
    public static final PseudonymKeys KEYS = classification -> new PseudonymKey(1, sha256(classification.label()));

    private BundleFixture() {}

    /** The policies in a resource, which must be sound. */
    public static PolicySet compiled(Class<?> beside, String name) {
        return compiledText(text(beside, name));
    }

    /** The policies of a bundle of one file, which must be sound. */
    public static PolicySet compiledText(String text) {
        CompilationResult compilation = compile(new BundleFile("bundle.yaml", text));
        if (compilation instanceof CompilationResult.Compiled compiled) {
            return compiled.policies();
        }
        throw new AssertionError(((CompilationResult.Rejected) compilation).problems());
    }

    static CompilationResult compile(BundleFile... files) {
        return PolicyCompiler.compile(List.of(files), KEYS);
    }

    /** The text of a resource. */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
