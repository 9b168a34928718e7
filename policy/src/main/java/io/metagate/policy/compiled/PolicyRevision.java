package io.metagate.policy.compiled;

import java.util.regex.Pattern;

/**
 * Which policies a decision was made under (P9).
 *
 * @param digest the SHA-256 of the bundle, as 64 lower-case hexadecimal digits
 */
public record PolicyRevision(String digest) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public PolicyRevision {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("a policy revision is 64 hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return digest;
    }
}
