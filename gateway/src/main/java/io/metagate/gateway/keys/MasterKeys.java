package io.metagate.gateway.keys;

import io.metagate.policy.redaction.key.KeyFile;
import io.metagate.policy.redaction.key.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;

/** The master secrets by id. Nothing is used as a key before it is derived for one purpose. Never printed. */
public final class MasterKeys {

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
        try {
            return new MasterKeys(KeyFile.parse(Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UnusableKeys("metagate.keys.file: cannot read " + file);
        } catch (KeyFileException e) {
            String place = e.line().isPresent() ? " line " + e.line().getAsInt() : "";
            throw new UnusableKeys("metagate.keys.file: " + file + place + ": " + e.getMessage());
        }
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
