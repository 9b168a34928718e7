package io.metagate.gateway.access.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.keys.SealingKey;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.store.query.UnsortableRecords;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Seals positions into cursors and opens them again. A cursor tells its holder nothing, not even the identifier of the
 * last record, and is good for the same principal, purpose, action, collection, filter, sort and policy revision only,
 * until it expires (P2, P7).
 */
@ApplicationScoped
public class CursorSealer {

    /** How long a cursor can be used. */
    static final Duration LIFETIME = Duration.ofHours(1);

    /** Less than a body holds. */
    private static final int MAX_LENGTH = 48 * 1024;
    /**
     * Sealed positions are padded to a multiple of this, so that the length of a cursor tells little of the values in
     * it.
     */
    private static final int PADDING = 64;

    private final SealingKey key;
    private final KeyedHash bindings;
    private final Clock clock;

    @Inject
    CursorSealer(MasterKeys keys) {
        this(keys, Clock.systemUTC());
    }

    public CursorSealer(MasterKeys keys, Clock clock) {
        this.key = new SealingKey(keys.derive("cursor/seal"), new SecureRandom());
        this.bindings = new KeyedHash(keys.derive("cursor/binding"));
        this.clock = clock;
    }

    /** What a cursor is bound to. */
    public byte[] binding(AuthenticatedRequest admitted, String collection, SearchRequest search) {
        String sort = search.sort().stream().map(SortKey::wireName).collect(Collectors.joining(","));
        return bindings.ofParts(
                admitted.principal().issuer().getBytes(UTF_8),
                admitted.principal().subject().getBytes(UTF_8),
                admitted.purpose().getBytes(UTF_8),
                admitted.context().metadata().action().wireName().getBytes(UTF_8),
                collection.getBytes(UTF_8),
                search.filterText().getBytes(UTF_8),
                sort.getBytes(UTF_8),
                admitted.policies().revision().digest().getBytes(UTF_8));
    }

    /**
     * Seals a position.
     *
     * @throws UnsortableRecords if the cursor would be too long to be sent back
     */
    public String seal(KeysetPosition position, byte[] binding) {
        byte[] bytes = PositionCodec.encode(position);
        int content = Long.BYTES + Integer.BYTES + bytes.length;
        byte[] padded = ByteBuffer.allocate((content + PADDING - 1) / PADDING * PADDING)
                .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
                .putInt(bytes.length)
                .put(bytes)
                .array();
        String cursor = encode(key.seal(padded, binding));
        if (cursor.length() > MAX_LENGTH) {
            throw new UnsortableRecords();
        }
        return cursor;
    }

    /** The position in the cursor; empty if it was not made for that binding, or has expired. */
    public Optional<KeysetPosition> open(String cursor, byte[] binding) {
        return decode(cursor).flatMap(bytes -> key.open(bytes, binding)).flatMap(this::unexpired);
    }

    private Optional<KeysetPosition> unexpired(byte[] padded) {
        ByteBuffer opened = ByteBuffer.wrap(padded);
        if (opened.getLong() < clock.instant().getEpochSecond()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[opened.getInt()];
        opened.get(bytes);
        return Optional.of(PositionCodec.decode(bytes));
    }

    private static String encode(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty for any text but the one that the bytes are encoded as: the decoder takes more than one. */
    private static Optional<byte[]> decode(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return encode(bytes).equals(cursor) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
