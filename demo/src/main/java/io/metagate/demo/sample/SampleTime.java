package io.metagate.demo.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Points in time of sample records: before a fixed day, so that the same seed gives the same records on every day. */
final class SampleTime {

    private static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");

    private SampleTime() {}

    /** Some second within that many days before the last. */
    static Date within(SampleRandom dice, int days) {
        return Date.from(LAST.minusSeconds(dice.between(1, Duration.ofDays(days).toSeconds())));
    }

    /** Up to that many minutes after another one. */
    static Date after(Date start, SampleRandom dice, int minutes) {
        return Date.from(start.toInstant()
                .plusSeconds(dice.between(1, Duration.ofMinutes(minutes).toSeconds())));
    }
}
