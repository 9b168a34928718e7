package io.metagate.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.keys.SealingKey;
import io.metagate.policy.request.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

/** What stands in the audit log for things that must not stand there themselves (P7). */
@ApplicationScoped
public class AuditPseudonyms {

    private final MasterKeys keys;
    private final KeyedHash principals;
    private final KeyedHash records;
    private final KeyedHash salts;
    private final SecureRandom random = new SecureRandom();

    public AuditPseudonyms(MasterKeys keys) {
        this.keys = keys;
        this.principals = new KeyedHash(keys.derive("audit/principal"));
        this.records = new KeyedHash(keys.derive("audit/record"));
        this.salts = new KeyedHash(keys.derive("audit/body-salt"));
    }

    public String ofPrincipal(Principal principal) {
        return principals.tag(
                principal.issuer().getBytes(UTF_8), principal.subject().getBytes(UTF_8));
    }

    public String ofRecord(String collection, String id) {
        return records.tag(collection.getBytes(UTF_8), id.getBytes(UTF_8));
    }

    /** The salt of the commitment to an answer's body; whoever has the keys can make it again. */
    public byte[] bodySalt(UUID auditId) {
        return salts.ofParts(auditId.toString().getBytes(UTF_8));
    }

    /** The reason under the key of its day. */
    public String sealReason(String reason, Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        SealingKey key = new SealingKey(keys.derive("audit/reason/" + day), random);
        byte[] sealed = key.seal(reason.getBytes(UTF_8), day.toString().getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
