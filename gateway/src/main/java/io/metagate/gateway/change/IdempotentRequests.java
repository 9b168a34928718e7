package io.metagate.gateway.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.access.cursor.PositionCodec;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.audit.idempotency.IdempotencyKeyState;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.audit.idempotency.SealedBytes;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.keys.SealingKey;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.value.ScalarValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells requests to make a record that were sent before. INVARIANT: neither a key nor what came with it is kept but as
 * a hash, and an identifier sealed (P7).
 */
@ApplicationScoped
class IdempotentRequests {

    private static final Logger LOG = Logger.getLogger(IdempotentRequests.class);

    private final IdempotencyKeys known;
    private final KeyedHash hashes;
    private final SealingKey seals;

    IdempotentRequests(IdempotencyKeys known, MasterKeys keys) {
        this.known = known;
        this.hashes = new KeyedHash(keys.derive("idempotency/hash"));
        this.seals = new SealingKey(keys.derive("idempotency/record"), new SecureRandom());
    }

    /**
     * A request to be done once: the hash of its key and of who uses it for which collection, that of what is asked
     * for, which request it is, and how long it still waits.
     */
    static final class Once {

        private final byte[] key;
        private final byte[] request;
        private final UUID claimant;
        private final WaitBudget waitBudget;

        private Once(byte[] key, byte[] request, AuthenticatedRequest admitted) {
            this.key = key;
            this.request = request;
            this.claimant = admitted.auditId();
            this.waitBudget = admitted.context().waitBudget();
        }
    }

    /** The request that came with that key. */
    Once of(AuthenticatedRequest admitted, String collection, IdempotencyKey key, String body) {
        byte[] bound = hashes.ofParts(
                utf8("key"),
                utf8(admitted.principal().issuer()),
                utf8(admitted.principal().subject()),
                utf8(collection),
                utf8(key.text()));
        byte[] request = hashes.ofParts(utf8("request"), utf8(admitted.purpose()), utf8(body));
        return new Once(bound, request, admitted);
    }

    /** Takes the key for the request, which would make a record of that identifier. */
    IdempotencyKeyState claim(Once once, ScalarValue id) throws AuditUnavailable {
        byte[] position = PositionCodec.encode(new KeysetPosition(List.of(id)));
        SealedBytes record = new SealedBytes(seals.seal(position, once.key));
        return known.claim(once.key, once.request, record, once.claimant, once.waitBudget);
    }

    /** The identifier of the record that the key stands for. */
    ScalarValue idOf(Once once, SealedBytes record) {
        return seals.open(record.bytes(), once.key)
                .map(bytes -> PositionCodec.decode(bytes).values().get(0))
                .orElseThrow(() -> new IllegalStateException("what a key stands for was not sealed by this gateway"));
    }

    /** The record was made. If that cannot be noted, a later request finds the record. */
    void finish(Once once) {
        try {
            known.finish(once.key, once.claimant, once.waitBudget);
        } catch (AuditUnavailable e) {
            LOG.warnv("audit {0}: that an idempotent request is done was not noted: {1}", once.claimant, e.reason());
        }
    }

    /** The record was not made. If that cannot be noted, the key is free again after a while. */
    void release(Once once) {
        try {
            known.release(once.key, once.claimant, once.waitBudget);
        } catch (AuditUnavailable e) {
            LOG.warnv(
                    "audit {0}: that an idempotent request is not done was not noted: {1}", once.claimant, e.reason());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
