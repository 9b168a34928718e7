package io.metagate.policy.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON (RFC 8259) that this library wrote; what it did not write, it refuses. For one text. */
public final class JsonReader {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads one value without white space around its parts.
     *
     * @throws IllegalArgumentException if the text is not that
     */
    public static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value();
        if (reader.at != text.length()) {
            throw reader.malformed();
        }
        return value;
    }

    private JsonValue value() {
        if (takes("{")) {
            return members();
        }
        if (takes("[")) {
            return items();
        }
        if (takes("\"")) {
            return new JsonValue.Text(string());
        }
        if (takes("true")) {
            return new JsonValue.Flag(true);
        }
        if (takes("false")) {
            return new JsonValue.Flag(false);
        }
        return takes("null") ? new JsonValue.Nothing() : number();
    }

    private JsonValue members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (takes("}")) {
            return new JsonValue.Members(members);
        }
        do {
            need("\"");
            String name = string();
            need(":");
            if (members.put(name, value()) != null) {
                throw malformed();
            }
        } while (takes(","));
        need("}");
        return new JsonValue.Members(members);
    }

    private JsonValue items() {
        List<JsonValue> items = new ArrayList<>();
        if (takes("]")) {
            return new JsonValue.Items(items);
        }
        do {
            items.add(value());
        } while (takes(","));
        need("]");
        return new JsonValue.Items(items);
    }

    private JsonValue number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        at = matcher.end();
        return new JsonValue.Num(new BigDecimal(matcher.group()));
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw malformed();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw malformed();
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                if (at > text.length()) {
                    throw malformed();
                }
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw malformed();
        };
    }

    private void need(String token) {
        if (!takes(token)) {
            throw malformed();
        }
    }

    private boolean takes(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("not JSON");
    }
}
