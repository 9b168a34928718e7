package io.metagate.it.bed;

import io.metagate.it.client.Caller;

/**
 * What a gateway tells its operators in numbers.
 *
 * @param text the page
 */
public record Metrics(String text) {

    /** As they are now. */
    public static Metrics of(Bed bed) {
        return new Metrics(new Caller(bed.management()).get("/q/metrics").body());
    }

    /** The sum of those whose lines begin like that. */
    public double sum(String beginning) {
        return text.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How often the gateway said that to a client without a record. */
    public double unrecorded(String answer) {
        return sum("metagate_http_unaudited_total{answer=\"" + answer + "\"");
    }
}
