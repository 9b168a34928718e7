package io.metagate.policy.redaction.bson;

/** Writes points in time: ISO 8601 from 1970 to 9999, {@code $numberLong} otherwise, as Extended JSON v2 has it. */
final class JsonDate {

    private static final FixedText FRAME = FixedText.ascii("{\"$date\":\"0000-00-00T00:00:00Z\"}");
    private static final FixedText CLOSE = FixedText.ascii("Z\"}");
    private static final FixedText OPEN_MILLIS = FixedText.ascii("{\"$date\":{\"$numberLong\":\"");
    private static final FixedText CLOSE_MILLIS = FixedText.ascii("\"}}");
    private static final int YEAR = "{\"$date\":\"".length();
    private static final int TIME = YEAR + "0000-00-00T".length();
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
            return;
        }
        int start = json.size();
        json.raw(FRAME);
        byte[] target = json.array();
        day(target, start, (int) (epochMillis / MILLIS_PER_DAY));
        int millis = (int) (epochMillis % MILLIS_PER_DAY);
        DecimalDigits.decimal(target, start + TIME, millis / 3_600_000);
        DecimalDigits.decimal(target, start + TIME + 3, millis / 60_000 % 60);
        DecimalDigits.decimal(target, start + TIME + 6, millis / 1_000 % 60);
        if (millis % 1_000 > 0) {
            json.truncate(json.size() - CLOSE.length());
            fraction(millis % 1_000);
            json.raw(CLOSE);
        }
    }

    /**
     * The civil date of a day since 1970, counted in eras of 400 years that start in March (H. Hinnant,
     * "chrono-compatible dates").
     */
    private static void day(byte[] target, int start, int epochDay) {
        int days = epochDay + 719_468;
        int era = days / 146_097;
        int dayOfEra = days % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        DecimalDigits.decimal(target, start + YEAR, year / 100);
        DecimalDigits.decimal(target, start + YEAR + 2, year % 100);
        DecimalDigits.decimal(target, start + YEAR + 5, month);
        DecimalDigits.decimal(target, start + YEAR + 8, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
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
