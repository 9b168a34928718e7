package io.metagate.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Lines of heads: those that say who asks and for what, those that say something else, and what is none. */
final class RandomFields {

    private static final List<String> PURPOSES =
            List.of("customer-support", "capacity-planning", "restore", "billing", "none", "", "A B");

    private static final List<String> HOSTS = List.of(
            "",
            "Host:",
            "Host: a b",
            "Host: [::1]:80",
            "Host: [zz]",
            "Host: gateway:99999999",
            "Host: a\r\nHost: b",
            "Host: é",
            "host: gateway",
            "Host: user@gateway",
            "Host : gateway",
            "Host: gateway, other");

    private static final List<String> LINES = List.of(
            "Accept: application/json;q=abc",
            "Accept: */*;q=1.001",
            "Accept: text/html, application/json;q=0.9",
            "Accept: ,",
            "Accept: a",
            "Accept-Language: xx;q=abc",
            "Accept-Charset: utf-8;q=abc",
            "Accept-Encoding: gzip",
            "Accept-Encoding: gzip;q=abc, *;q=0",
            "Cookie: $Version=x; a=b",
            "Cookie: =;;\"",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Range: bytes=0-1",
            "If-Range: \"a\"",
            "Upgrade: h2c",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x",
            "HTTP2-Settings: AAMAAABkAAQAAP__",
            "Connection: keep-alive",
            "Connection: close",
            "Connection: TE, \"",
            "If-None-Match: *",
            "If-None-Match: \"a\",",
            "If-Match: \"a\"",
            "If-Match: W/\"a\"",
            "If-Modified-Since: x",
            "If-Unmodified-Since: x",
            "Idempotency-Key: a",
            "Idempotency-Key: \"",
            "Metagate-Elevation: x",
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "traceparent: x",
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: a",
            "Content-Type: application/merge-patch+json",
            "X-HTTP-Method-Override: DELETE",
            "Forwarded: for=x;host=\"",
            "X-Forwarded-Host: a b",
            "Date: x",
            "Trailer: x",
            "TE: trailers",
            "Via: x",
            ": x",
            "X A: x",
            "X",
            "X-A: a\0b",
            "X-A: a\u0001b",
            "X-A: a\r\n b",
            "X(A): b",
            "X-A : b",
            "X-A: a\rb");

    private final RandomChoice choice;
    private final List<String> tokens;

    RandomFields(RandomChoice choice, List<String> tokens) {
        this.choice = choice;
        this.tokens = tokens;
    }

    /** The host. */
    String host() {
        return choice.once(20) ? choice.of(HOSTS) : "Host: gateway";
    }

    /** The token, and the purpose. */
    String credentials() {
        String token = choice.of(tokens);
        String shown =
                switch (choice.below(12)) {
                    case 0 -> "Authorization: Bearer " + choice.mutated(token);
                    case 1 -> "Authorization: Bearer " + token.substring(0, choice.below(token.length()));
                    case 2 -> "Authorization: Bearer " + forged() + "." + forged() + "." + forged();
                    case 3 ->
                        choice.of(List.of("Authorization:", "Authorization: Basic eDp5", "Authorization: Bearer"));
                    case 4 -> "X-Nobody: " + choice.noise(5);
                    default -> "Authorization: Bearer " + token;
                };
        String purpose = choice.once(12) ? choice.planted() : choice.of(PURPOSES);
        return shown + "\r\nMetagate-Purpose: " + purpose;
    }

    /** Any other line. */
    String any() {
        return switch (choice.below(8)) {
            case 0 ->
                choice.of(List.of("User-Agent", "Referer", "Metagate-Reason", "Cookie", "X-Request-Id", "From")) + ": "
                        + choice.planted();
            case 1 -> choice.noise(12) + ": " + choice.noise(40);
            case 2 -> "X-Long: " + "a".repeat(choice.of(List.of(1_000, 9_000, 17_000)));
            case 3 -> choice.mutated(choice.of(LINES));
            default -> choice.of(LINES);
        };
    }

    private String forged() {
        String json = choice.once(2)
                ? "{\"alg\":\"" + choice.of(List.of("none", "RS256", "HS256")) + "\",\"kid\":\"" + choice.planted()
                        + "\"}"
                : "{\"sub\":\"" + choice.planted() + "\",\"iat\":-9223372036854775808,\"exp\":9999999999}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
