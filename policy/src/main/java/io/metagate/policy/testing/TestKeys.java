package io.metagate.policy.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.key.PseudonymKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keys that anybody can compute: for made-up records alone. */
public final class TestKeys implements PseudonymKeys {

    @Override
    public PseudonymKey keyOf(Classification classification) {
        try {
            byte[] label = ("policy test/" + classification.label()).getBytes(UTF_8);
            return new PseudonymKey(1, MessageDigest.getInstance("SHA-256").digest(label));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
