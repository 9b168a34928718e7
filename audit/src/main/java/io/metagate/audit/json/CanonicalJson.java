package io.metagate.audit.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The one way to write a JSON value as bytes (RFC 8785). */
public final class CanonicalJson {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder(1024);

    private CanonicalJson() {}

    /** The value in canonical form, in UTF-8. */
    public static byte[] bytes(CanonicalJsonValue value) {
        CanonicalJson writer = new CanonicalJson();
        value.writeTo(writer);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    void literal(long value) {
        out.append(value);
    }

    void literal(boolean value) {
        out.append(value);
    }

    void array(List<CanonicalJsonValue> values) {
        out.append('[');
        for (Iterator<CanonicalJsonValue> rest = values.iterator(); rest.hasNext(); ) {
            rest.next().writeTo(this);
            out.append(rest.hasNext() ? "," : "");
        }
        out.append(']');
    }

    void object(Map<String, CanonicalJsonValue> values) {
        out.append('{');
        for (Iterator<Map.Entry<String, CanonicalJsonValue>> rest =
                        values.entrySet().iterator();
                rest.hasNext(); ) {
            Map.Entry<String, CanonicalJsonValue> member = rest.next();
            string(member.getKey());
            out.append(':');
            member.getValue().writeTo(this);
            out.append(rest.hasNext() ? "," : "");
        }
        out.append('}');
    }

    void string(String value) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(value, written, i);
                escaped(c);
                written = i + 1;
            }
        }
        out.append(value, written, value.length()).append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u").append(HEX.toHexDigits(c));
        }
    }
}
