package io.metagate.it.values;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** The forms in which a value may hide in a text. */
public final class Encodings {

    private static final int BASE64_GROUP = 3;

    private Encodings() {}

    /** The value itself, and as JSON, base64, hexadecimal and URLs write it. */
    public static Set<String> of(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new TreeSet<>(Set.of(value, escaped(value)));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < BASE64_GROUP; before++) {
            forms.add(base64(bytes, before));
        }
        return forms;
    }

    private static String escaped(String value) {
        StringBuilder json = new StringBuilder();
        value.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
        return json.toString();
    }

    /** The characters of base64 that only the value decides, where it stands behind that many other bytes. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % BASE64_GROUP == 0 ? text.length() : text.length() - 1;
        return text.substring(first, last);
    }
}
