package io.metagate.audit.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** The one way to write a JSON value as bytes (RFC 8785). */
public final class CanonicalJson {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder(1024);

    private CanonicalJson() {}

    /** The value in canonical form, in UTF-8. */
    public static byte[] bytes(CanonicalJsonValue value) {
        CanonicalJson writer = new CanonicalJson();
        writer.write(value);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(CanonicalJsonValue value) {
        if (value instanceof CanonicalJsonValue.Text text) {
            string(text.value());
        } else if (value instanceof CanonicalJsonValue.Whole whole) {
            out.append(whole.value());
        } else if (value instanceof CanonicalJsonValue.Flag flag) {
            out.append(flag.value());
        } else if (value instanceof CanonicalJsonValue.Items items) {
            array(items);
        } else if (value instanceof CanonicalJsonValue.Members members) {
            object(members);
        }
    }

    private void array(CanonicalJsonValue.Items items) {
        out.append('[');
        for (Iterator<CanonicalJsonValue> rest = items.values().iterator(); rest.hasNext(); ) {
            write(rest.next());
            out.append(rest.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void object(CanonicalJsonValue.Members members) {
        out.append('{');
        for (Iterator<Map.Entry<String, CanonicalJsonValue>> rest =
                        members.values().entrySet().iterator();
                rest.hasNext(); ) {
            Map.Entry<String, CanonicalJsonValue> member = rest.next();
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            out.append(rest.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void string(String value) {
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
