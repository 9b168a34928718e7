package io.metagate.it.fuzz;

import java.util.List;

/** Bodies, and how they are framed. */
final class RandomContent {

    private static final List<String> BODIES = List.of(
            "{\"limit\": 1}",
            "{}",
            "",
            "[]",
            "{\"filter\": {\"region\": \"eu\"}, \"limit\": 1}",
            "{\"filter\": {\"phone\": \"+4915199887766\"}}",
            "{\"filter\": {\"email\": \"planted.jane@acme.example\"}, \"limit\": 2}",
            "{\"filter\": {\"$where\": \"Planted Jane Roe\"}}",
            "{\"filter\": {\"planted-4711-canary\": 1}}",
            "{\"planted-4711-canary\": \"Planted Jane Roe\"}",
            "{\"filter\": {\"createdAt\": {\"$gt\": {\"$date\": \"+999999999-01-01T00:00:00Z\"}}}}",
            "{\"filter\": {\"usedBytes\": {\"$gt\": 1e999999999}}}",
            "{\"by\": \"region\"}",
            "{\"collection\": \"accounts\", \"action\": \"search\", \"sort\": [\"name\"]}",
            "{\"field\": \"username\", \"tokens\": [\"planted-4711-canary\"]}",
            "{\"tier\": \"Planted Jane Roe\"}",
            "{\"limit\": 1, \"limit\": 2}");

    private static final List<String> CODINGS = List.of(
            "xchunked",
            "identity",
            "gzip",
            "chunked;q=1",
            "",
            " ",
            "chunked, chunked",
            "gzip, chunked",
            "chunked, gzip",
            ",chunked",
            "\"chunked\"",
            "\u00a0chunked",
            "\u000bchunked",
            "chunked\r\nTransfer-Encoding: chunked",
            "chunked\r\nContent-Length: 5",
            "identity\r\nContent-Length: 5");

    private static final List<String> LENGTHS = List.of(
            "",
            "+5",
            "-1",
            "5, 5",
            "0x5",
            "5 5",
            "99999999999999999999",
            "05",
            "5\r\nContent-Length: 6",
            "5\r\nContent-Length: 5",
            "70000",
            "5;q=1",
            "\u000b5");

    private static final List<String> SIZES =
            List.of("zz", "+1", "-1", "0x1", "ffffffffff", "", " 1", "1;a=\"", "1\r", "g");

    private final RandomChoice choice;

    RandomContent(RandomChoice choice) {
        this.choice = choice;
    }

    /**
     * What a request has behind its other fields.
     *
     * @param lines with their ends, the empty line not among them
     */
    record Content(String lines, String body) {}

    /** A body that fits a request of that kind, or none. */
    Content next(boolean takesBody) {
        if (!takesBody && !choice.once(8)) {
            return new Content("", "");
        }
        String body = choice.once(5) ? choice.mutated(choice.of(BODIES)) : choice.of(BODIES);
        if (choice.once(60)) {
            body = body + " ".repeat(choice.of(List.of(65_000, 65_537, 200_000)));
        }
        Content framed = framed(body);
        String type = takesBody && !choice.once(20) ? "Content-Type: application/json\r\n" : "";
        return new Content(type + framed.lines(), framed.body());
    }

    private Content framed(String body) {
        return switch (choice.below(16)) {
            case 0 -> new Content("Content-Length: " + choice.of(LENGTHS) + "\r\n", body);
            case 1 ->
                new Content("Transfer-Encoding: " + choice.of(CODINGS) + "\r\n", choice.once(2) ? body : chunks(body));
            case 2 -> new Content("Transfer-Encoding: chunked\r\n", brokenChunks(body));
            case 3 -> new Content("Content-Length: " + Math.max(0, body.length() - 1) + "\r\n", body);
            case 4, 5, 6 -> new Content("Transfer-Encoding: chunked\r\n", chunks(body));
            default -> new Content("Content-Length: " + body.length() + "\r\n", body);
        };
    }

    private String chunks(String body) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int size = 1 + choice.below(Math.min(body.length() - at, 40_000));
            String extension = choice.once(6) ? ";a=" + choice.planted().replace(' ', '_') : "";
            text.append(Integer.toHexString(size)).append(extension).append("\r\n");
            text.append(body, at, at + size).append("\r\n");
            at += size;
        }
        return text.append("0\r\n").append(choice.once(6) ? "X-Trailer: " + choice.planted() + "\r\n" : "") + "\r\n";
    }

    private String brokenChunks(String body) {
        return switch (choice.below(4)) {
            case 0 -> choice.of(SIZES) + "\r\n" + body + "\r\n0\r\n\r\n";
            case 1 -> chunks(body).replace("\r\n", "\n");
            case 2 -> choice.mutated(chunks(body));
            default -> Integer.toHexString(body.length()) + "\r\n" + body + "0\r\n\r\n";
        };
    }
}
