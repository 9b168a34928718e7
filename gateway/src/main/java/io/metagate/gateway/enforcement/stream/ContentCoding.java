package io.metagate.gateway.enforcement.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** How a stream is packed on its way (RFC 9110 section 8.4.1). */
public enum ContentCoding {
    IDENTITY,
    GZIP;

    private static final int BUFFER = 8 * 1024;
    private static final int MAX_LENGTH = 1024;
    private static final Pattern ITEM =
            Pattern.compile("\\s*([A-Za-z0-9*-]+)\\s*(?:;\\s*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*)?");

    /**
     * The one that a client prefers; nothing is packed for whoever does not ask for it in a form that can be read.
     *
     * @param headers the values of {@code Accept-Encoding} (RFC 9110 section 12.5.3)
     */
    public static ContentCoding preferred(List<String> headers) {
        String joined = String.join(",", headers);
        if (joined.length() > MAX_LENGTH) {
            return IDENTITY;
        }
        Map<String, Double> weights = new HashMap<>();
        for (String item : joined.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (matcher.matches()) {
                double weight = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
                weights.put(matcher.group(1).toLowerCase(Locale.ROOT), weight);
            }
        }
        double gzip = weights.getOrDefault("gzip", weights.getOrDefault("*", 0.0));
        return gzip > 0 && gzip >= weights.getOrDefault("identity", 0.0) ? GZIP : IDENTITY;
    }

    /** A stream whose flush lets through all that was written. */
    public OutputStream over(OutputStream out) throws IOException {
        return this == GZIP ? new GZIPOutputStream(out, BUFFER, true) : out;
    }

    /** Its name in {@code Content-Encoding}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
