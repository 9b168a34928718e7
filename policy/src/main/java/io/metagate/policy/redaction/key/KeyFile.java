package io.metagate.policy.redaction.key;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of the gateway's master secrets. Each line is {@code <id>:<base64>}, is empty, or begins with {@code #}. Ids
 * are 1 to 9999 and rise from line to line; a secret has at least {@value #MIN_BYTES} bytes, not all of them zero, and
 * is there once.
 */
public final class KeyFile {

    /** How many bytes a secret has at least. */
    public static final int MIN_BYTES = 32;

    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,3}):([A-Za-z0-9+/]+={0,2})");

    private final NavigableMap<Integer, byte[]> secrets = new TreeMap<>();

    private KeyFile() {}

    /**
     * The secrets of a file by their ids; at least one.
     *
     * @param lines what the file holds
     * @throws KeyFileException if it breaks a rule
     */
    public static NavigableMap<Integer, byte[]> parse(List<String> lines) throws KeyFileException {
        KeyFile keys = new KeyFile();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(line.strip(), number);
            }
        }
        if (keys.secrets.isEmpty()) {
            throw KeyFileException.ofFile("it holds no secret");
        }
        return Collections.unmodifiableNavigableMap(keys.secrets);
    }

    private void add(String line, int number) throws KeyFileException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(2).length() % 4 != 0) {
            throw new KeyFileException(number, "expected <id>:<base64>");
        }
        int id = Integer.parseInt(parts.group(1));
        byte[] secret = Base64.getDecoder().decode(parts.group(2));
        if (secret.length < MIN_BYTES) {
            throw new KeyFileException(number, "a secret has at least " + MIN_BYTES + " bytes");
        }
        if (!secrets.isEmpty() && id <= secrets.lastKey()) {
            throw new KeyFileException(number, "ids must rise from line to line");
        }
        if (Arrays.equals(secret, new byte[secret.length])) {
            throw new KeyFileException(number, "a secret of zeros is none");
        }
        for (Map.Entry<Integer, byte[]> earlier : secrets.entrySet()) {
            if (Arrays.equals(secret, earlier.getValue())) {
                throw new KeyFileException(number, "the secret is that of id " + earlier.getKey());
            }
        }
        secrets.put(id, secret);
    }
}
