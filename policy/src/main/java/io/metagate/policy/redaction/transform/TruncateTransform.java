package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;

/** A date, cut down in UTC to the start of its year, month, day or hour. */
public record TruncateTransform(Unit unit) implements Transform {

    /** What is left of a date, in ascending order. */
    public enum Unit {
        /** Its year. */
        YEAR,
        /** Its month. */
        MONTH,
        /** Its day. */
        DAY,
        /** Its hour. */
        HOUR;

        /** The name of this unit in a bundle. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long MILLIS_PER_SECOND = 1_000;

    /** The truncated point in time; empty where its milliseconds do not fit into 64 bits. */
    public OptionalLong truncated(long epochMillis) {
        LocalDateTime exact =
                LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, MILLIS_PER_SECOND), 0, ZoneOffset.UTC);
        LocalDateTime hour = exact.truncatedTo(ChronoUnit.HOURS);
        LocalDateTime day = exact.truncatedTo(ChronoUnit.DAYS);
        LocalDateTime truncated =
                switch (unit) {
                    case YEAR -> day.withDayOfYear(1);
                    case MONTH -> day.withDayOfMonth(1);
                    case DAY -> day;
                    case HOUR -> hour;
                };
        long seconds = truncated.toEpochSecond(ZoneOffset.UTC);
        return seconds < Long.MIN_VALUE / MILLIS_PER_SECOND
                ? OptionalLong.empty()
                : OptionalLong.of(seconds * MILLIS_PER_SECOND);
    }

    @Override
    public String name() {
        return "truncate." + unit.wireName();
    }

    @Override
    public <R> R accept(TransformVisitor<R> visitor) {
        return visitor.truncate(this);
    }

    @Override
    public DisclosureLevel disclosureLevel() {
        return DisclosureLevel.TRUNCATE;
    }

    @Override
    public Transform meetOfAlike(Transform other) {
        if (!(other instanceof TruncateTransform truncate)) {
            return new Null();
        }
        return unit.compareTo(truncate.unit) < 0 ? this : other;
    }

    @Override
    public boolean appliesTo(FieldType type) {
        return type == FieldType.DATE;
    }
}
