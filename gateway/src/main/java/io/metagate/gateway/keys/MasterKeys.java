package io.metagate.gateway.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The master secrets by id. Nothing is used as a key before it is derived for one purpose. Never printed. */
public final class MasterKeys {

    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,3}):([A-Za-z0-9+/]+={0,2})");
    private static final int MIN_BYTES = 32;

    private final NavigableMap<Integer, byte[]> masters;

    private MasterKeys(NavigableMap<Integer, byte[]> masters) {
        this.masters = masters;
    }

    /**
     * Reads the secrets from a file.
     *
     * @throws UnusableKeys if the file cannot be read or does not hold usable secrets; the message holds no secret
     */
    public static MasterKeys read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UnusableKeys("metagate.keys.file: cannot read " + file);
        }
        NavigableMap<Integer, byte[]> masters = new TreeMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                addMaster(masters, line.strip(), "metagate.keys.file: " + file + " line " + number);
            }
        }
        if (masters.isEmpty()) {
            throw new UnusableKeys("metagate.keys.file: " + file + " holds no secret");
        }
        return new MasterKeys(masters);
    }

    private static void addMaster(NavigableMap<Integer, byte[]> masters, String line, String where) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(2).length() % 4 != 0) {
            throw new UnusableKeys(where + ": expected <id>:<base64>");
        }
        int id = Integer.parseInt(parts.group(1));
        byte[] secret = Base64.getDecoder().decode(parts.group(2));
        if (secret.length < MIN_BYTES) {
            throw new UnusableKeys(where + ": a secret has at least " + MIN_BYTES + " bytes");
        }
        if (!masters.isEmpty() && id <= masters.lastKey()) {
            throw new UnusableKeys(where + ": ids must rise from line to line");
        }
        masters.put(id, secret);
    }

    /** The id of the secret that new things are made with. */
    public int currentId() {
        return masters.lastKey();
    }

    /**
     * The key for one purpose, derived from the current secret with HKDF-SHA-256 (RFC 5869).
     *
     * @param purpose what the key is for; keys of different purposes say nothing of each other
     */
    public byte[] derive(String purpose) {
        return Hkdf.derive(masters.lastEntry().getValue(), purpose);
    }

    /** The key for the same purpose that the secret of that id gives; empty if there is no such secret. */
    public Optional<byte[]> derive(String purpose, int id) {
        return Optional.ofNullable(masters.get(id)).map(secret -> Hkdf.derive(secret, purpose));
    }

    @Override
    public String toString() {
        return "Keys" + masters.keySet();
    }
}
