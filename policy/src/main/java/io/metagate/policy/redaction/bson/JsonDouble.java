package io.metagate.policy.redaction.bson;

/** Writes doubles: numbers where JSON has them, {@code $numberDouble} for infinities and NaN. */
final class JsonDouble {

    private static final FixedText OPEN = FixedText.ascii("{\"$numberDouble\":\"");
    private static final FixedText CLOSE = FixedText.ascii("\"}");
    private static final double LARGEST_SHORT = 1e7;
    private static final int MOST_DECIMALS = 4;

    private final JsonBuffer json;

    JsonDouble(JsonBuffer json) {
        this.json = json;
    }

    void write(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.raw(OPEN);
            json.raw(ExtendedJson.ascii(Double.toString(value)));
            json.raw(CLOSE);
        } else if (!writeShort(value)) {
            json.raw(ExtendedJson.ascii(Double.toString(value)));
        }
    }

    /**
     * Writes a number of few decimals without an object. The quotient of two integers that a double holds exactly is
     * the double nearest to the decimal, so that a decimal whose quotient is the value reads back as the value.
     */
    private boolean writeShort(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= LARGEST_SHORT || isNegativeZero(value)) {
            return false;
        }
        int scale = 10;
        for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++, scale *= 10) {
            long scaled = Math.round(magnitude * scale);
            if ((double) scaled / scale == magnitude) {
                if (value < 0) {
                    json.raw('-');
                }
                json.number(scaled / scale);
                json.raw('.');
                json.digits((int) (scaled % scale), decimals);
                return true;
            }
        }
        return false;
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }
}
