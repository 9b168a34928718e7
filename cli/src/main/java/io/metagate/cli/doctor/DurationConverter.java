package io.metagate.cli.doctor;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * A duration as the gateway's framework takes it: as in ISO 8601, or short, as in {@code 1500ms}, {@code 2s},
 * {@code 1d}, or as a number of seconds.
 */
final class DurationConverter implements Converter<Duration> {

    private static final long serialVersionUID = 1L;

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final Pattern MILLISECONDS = Pattern.compile("([0-9]+)[mM][sS]");
    private static final Pattern SHORT = Pattern.compile("[0-9].*");
    private static final Pattern DAYS = Pattern.compile("[0-9]+[dD]");

    @Override
    public Duration convert(String written) {
        String text = written.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        try {
            return Duration.parse(iso(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration", e);
        }
    }

    private static String iso(String text) {
        if (DAYS.matcher(text).matches()) {
            return "P" + text;
        }
        return SHORT.matcher(text).matches() ? "PT" + text.toUpperCase(Locale.ROOT) : text;
    }
}
