package io.metagate.gateway.readiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects which settings of one prefix are out of their bounds, for a {@link StartCheck}. */
public final class SettingBounds {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String prefix;
    private final List<String> problems = new ArrayList<>();

    /**
     * None yet.
     *
     * @param prefix that of their keys, with the dot at its end
     */
    public SettingBounds(String prefix) {
        this.prefix = prefix;
    }

    /** A count or a size that makes sense from one on. */
    public SettingBounds atLeastOne(String key, long value) {
        if (value < 1) {
            problems.add(prefix + key + ": less than one");
        }
        return this;
    }

    /** A time that somebody waits for. */
    public SettingBounds duration(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            problems.add(prefix + key + ": not between 1 ms and 1 h");
        }
        return this;
    }

    /** One line for each that is not; each names its key. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
