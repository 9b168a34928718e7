package io.metagate.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it came over the wire, one character for each byte.
 *
 * @param head with its line of the status
 * @param body without its framing; empty if there is none
 */
record WireAnswer(int status, String head, String body) {

    private static final Pattern STATUS = Pattern.compile("[A-Z]+/[0-9]+\\.[0-9]+ ([0-9]{3})(?: [^\r\n]*)?\r\n");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-f]+)\r\n");
    private static final Pattern AUDIT_ID = Pattern.compile("\"auditId\":\"([0-9a-f-]{36})\"");
    private static final String END = "\r\n\r\n";

    /**
     * All that came over one connection.
     *
     * @param rest what is no whole answer; empty if there is no such thing
     */
    record Sequence(List<WireAnswer> answers, String rest) {}

    /** Parts what came over a connection. Interim answers do not count. */
    static Sequence parse(String text) {
        List<WireAnswer> answers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Matcher status = STATUS.matcher(text).region(at, text.length());
            int end = text.indexOf(END, at);
            if (!status.lookingAt() || end < 0) {
                return new Sequence(answers, text.substring(at));
            }
            WireAnswer head =
                    new WireAnswer(Integer.parseInt(status.group(1)), text.substring(at, end + END.length()), "");
            Optional<Body> body = head.body(text, end + END.length());
            if (body.isEmpty()) {
                return new Sequence(answers, text.substring(at));
            }
            if (head.status() >= 200) {
                answers.add(
                        new WireAnswer(head.status(), head.head(), body.get().text()));
            }
            at = body.get().end();
        }
        return new Sequence(answers, "");
    }

    /** An answer that breaks off within its body. */
    static WireAnswer broken(String text) {
        int end = text.indexOf(END) + END.length();
        Matcher status = STATUS.matcher(text);
        return status.lookingAt()
                ? new WireAnswer(Integer.parseInt(status.group(1)), text.substring(0, end), text.substring(end))
                : new WireAnswer(0, text, "");
    }

    private record Body(String text, int end) {}

    /** What follows the head; empty if it breaks off. */
    private Optional<Body> body(String text, int from) {
        // That of a HEAD has no body, whatever its head says.
        if (from == text.length() || text.startsWith("HTTP/", from)) {
            return Optional.of(new Body("", from));
        }
        if (field("transfer-encoding").isPresent()) {
            return chunked(text, from);
        }
        int end = from + field("content-length").map(Integer::parseInt).orElse(text.length() - from);
        return end > text.length() ? Optional.empty() : Optional.of(new Body(text.substring(from, end), end));
    }

    private static Optional<Body> chunked(String text, int from) {
        StringBuilder body = new StringBuilder();
        Matcher chunk = CHUNK.matcher(text);
        int at = from;
        while (chunk.region(at, text.length()).lookingAt()) {
            int size = Integer.parseInt(chunk.group(1), 16);
            if (chunk.end() + size + 2 > text.length()) {
                return Optional.empty();
            }
            body.append(text, chunk.end(), chunk.end() + size);
            at = chunk.end() + size + 2;
            if (size == 0) {
                return Optional.of(new Body(body.toString(), at));
            }
        }
        return Optional.empty();
    }

    /** The value of the first such field. */
    Optional<String> field(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The names of all fields. */
    List<String> fields() {
        return head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The audit record of its head; empty if there is none. */
    String auditId() {
        return field("metagate-audit-id").orElse("");
    }

    /** The audit records of what follows in the stream of an export. */
    List<String> furtherAuditIds() {
        return AUDIT_ID.matcher(body)
                .results()
                .map(id -> id.group(1))
                .filter(id -> !id.equals(auditId()))
                .distinct()
                .toList();
    }
}
