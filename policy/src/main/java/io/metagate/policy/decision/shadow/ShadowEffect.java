package io.metagate.policy.decision.shadow;

import java.util.Locale;

/** What would be otherwise if a policy in shadow were active. */
public enum ShadowEffect {
    /** The access, which is denied, would be permitted. */
    PERMIT,
    /** The access, which is permitted, would be denied. */
    DENY,
    /** Other records would be within reach. */
    RECORDS,
    /** Fields that are asked for would leave otherwise, of some record at least. */
    FIELDS,
    /** It cannot be said. */
    FAILED;

    /** The name of this in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
