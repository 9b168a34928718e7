package io.metagate.policy.redaction.bson;

/** Writes points in time: ISO 8601 from 1970 to 9999, {@code $numberLong} otherwise, as Extended JSON v2 has it. */
final class JsonDate {

    private static final byte[] OPEN = ExtendedJson.ascii("{\"$date\":\"");
    private static final byte[] CLOSE = ExtendedJson.ascii("Z\"}");
    private static final byte[] OPEN_MILLIS = ExtendedJson.ascii("{\"$date\":{\"$numberLong\":\"");
    private static final byte[] CLOSE_MILLIS = ExtendedJson.ascii("\"}}");
    private static final long LAST_OF_9999 = 253_402_300_799_999L;
    private static final int MILLIS_PER_DAY = 86_400_000;

    private final JsonBuffer json;

    JsonDate(JsonBuffer json) {
        this.json = json;
    }

    void write(long epochMillis) {
        if (epochMillis < 0 || epochMillis > LAST_OF_9999) {
            json.raw(OPEN_MILLIS);
            json.number(epochMillis);
            json.raw(CLOSE_MILLIS);
        } else {
            json.raw(OPEN);
            day((int) (epochMillis / MILLIS_PER_DAY));
            json.raw('T');
            time((int) (epochMillis % MILLIS_PER_DAY));
            json.raw(CLOSE);
        }
    }

    /** The civil date of a day since 1970, counted in eras of 400 years that start in March (H. Hinnant, "chrono-compatible dates"). */
    private void day(int epochDay) {
        int days = epochDay + 719_468;
        int era = days / 146_097;
        int dayOfEra = days % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        json.digits(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), 4);
        json.raw('-');
        json.digits(month, 2);
        json.raw('-');
        json.digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
    }

    private void time(int millisOfDay) {
        json.digits(millisOfDay / 3_600_000, 2);
        json.raw(':');
        json.digits(millisOfDay / 60_000 % 60, 2);
        json.raw(':');
        json.digits(millisOfDay / 1_000 % 60, 2);
        int millis = millisOfDay % 1_000;
        if (millis > 0) {
            fraction(millis);
        }
    }

    /** Without trailing zeros, as the drivers print it. */
    private void fraction(int millis) {
        json.raw('.');
        if (millis % 100 == 0) {
            json.digits(millis / 100, 1);
        } else if (millis % 10 == 0) {
            json.digits(millis / 10, 2);
        } else {
            json.digits(millis, 3);
        }
    }
}
