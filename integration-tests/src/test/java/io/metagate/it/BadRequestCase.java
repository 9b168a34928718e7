package io.metagate.it;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that must be refused.
 *
 * @param body one character for each byte
 * @param code of the problem; none if any of that status will do
 */
record BadRequestCase(
        String sentence,
        Persona persona,
        String method,
        String target,
        Map<String, List<String>> headers,
        String body,
        int status,
        Optional<String> code) {

    private static final String SEARCH = "POST /v1/collections/accounts/records/search";

    /** Just below the length of a request line that the HTTP server refuses by itself. */
    private static final int LONG = 3900;

    /** Reads a case as it is written. */
    static BadRequestCase of(Map<?, ?> written) {
        String end =
                written.containsKey("endless") ? text(written, "endless", "").repeat(LONG) : "";
        String[] send = (text(written, "send", SEARCH) + end).split(" ", 2);
        String[] expect = text(written, "expect", "").split(" ", 2);
        return new BadRequestCase(
                text(written, "case", ""),
                Persona.of(text(written, "as", "support-agent")).orElseThrow(),
                send[0],
                send[1],
                headers(written),
                body(written),
                Integer.parseInt(expect[0]),
                expect.length == 2 ? Optional.of(expect[1]) : Optional.empty());
    }

    /** The whole request as it goes over the wire. */
    String request(GatewayFixture gateway) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        gateway.caller(persona).headers().forEach((name, value) -> all.put(name, List.of(value)));
        all.put("Content-Type", List.of("application/json"));
        all.putAll(headers);
        List<String> lines = new ArrayList<>();
        all.forEach((name, values) -> values.forEach(value -> lines.add(name + ": " + value)));
        return RawExchange.request(lines, method, target, body);
    }

    private static Map<String, List<String>> headers(Map<?, ?> written) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (written.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, values) -> headers.put(
                    name.toString(),
                    ((List<?>) values).stream().map(Object::toString).toList()));
        }
        return headers;
    }

    private static String body(Map<?, ?> written) {
        if (written.containsKey("hex")) {
            byte[] bytes = HexFormat.of().parseHex(text(written, "hex", ""));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (written.get("repeat") instanceof List<?> parts) {
            return parts.get(0) + parts.get(1).toString().repeat((Integer) parts.get(2)) + parts.get(3);
        }
        String body = RawExchange.wire(text(written, "body", ""));
        return written.get("pad") instanceof Integer length ? body + " ".repeat(length - body.length()) : body;
    }

    private static String text(Map<?, ?> written, String key, String usual) {
        return written.containsKey(key) ? String.valueOf(written.get(key)) : usual;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
