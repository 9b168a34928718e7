package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.request.RecordId;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedBody;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes entity tags (RFC 9110 section 8.8.3) of what somebody sees of a record. INVARIANT: a tag depends on nothing of
 * the record but what is released of it, and is keyed, so that nobody can compare it with guesses (P2).
 */
@ApplicationScoped
class EntityTags {

    private final KeyedHash tags;
    private final byte[] salt;

    EntityTags(MasterKeys keys) {
        this.tags = new KeyedHash(keys.derive("etag/tag"));
        this.salt = keys.derive("etag/body");
    }

    /** The tag of a record as these permits release it. */
    String of(AuthenticatedRequest admitted, Decision.Permit permit, RecordId record, RedactedBody body) {
        StoreLocation place = permit.query().store();
        return '"'
                + tags.tag(
                        utf8(admitted.purpose()),
                        utf8(permit.revision().digest()),
                        utf8(String.join(",", permit.policies())),
                        utf8(place.store()),
                        utf8(place.database()),
                        utf8(place.collection()),
                        utf8(record.text()),
                        body.commitment(salt))
                + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
