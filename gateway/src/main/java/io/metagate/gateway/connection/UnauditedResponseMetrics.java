package io.metagate.gateway.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what the HTTP server says to clients by itself, before there is a request that could be recorded: a status and
 * nothing else.
 */
final class UnauditedResponseMetrics {

    private static final String NAME = "metagate.http.unaudited";
    private static final Pattern REFUSAL = Pattern.compile("(?i)HTTP/1\\.[01] ([45][0-9]{2}) (?s:.*)");
    private static final String RECORDED = "metagate-audit-id:";
    private static final int MAX_HEAD = 4096;

    private UnauditedResponseMetrics() {}

    /** Looks at bytes that are about to leave, and does not consume them. */
    static void leaving(ByteBuf bytes) {
        int from = bytes.readerIndex();
        if (bytes.readableBytes() < 12 || bytes.getByte(from) != 'H' || bytes.getByte(from + 9) < '4') {
            return;
        }
        String head = bytes.toString(from, Math.min(MAX_HEAD, bytes.readableBytes()), ISO_8859_1);
        Matcher refusal = REFUSAL.matcher(head);
        if (refusal.matches() && !head.toLowerCase(Locale.ROOT).contains(RECORDED)) {
            count(refusal.group(1));
        }
    }

    /** A client that was hung up on. */
    static void hungUp(String why) {
        count(why);
    }

    private static void count(String answer) {
        Metrics.counter(NAME, "answer", answer).increment();
    }
}
