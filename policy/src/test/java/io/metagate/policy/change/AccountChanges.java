package io.metagate.policy.change;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes to the accounts of {@code changes.yaml}. */
final class AccountChanges {

    static final PolicySet POLICIES = BundleFixture.compiled(AccountChanges.class, "/scenarios/bundles/changes.yaml");
    static final ScalarValue ID = new ScalarValue.Text("acc-1");

    private AccountChanges() {}

    static ChangeDecision decide(RecordChange change, String... roles) {
        return POLICIES.decide(new ChangeRequest(
                principal(roles), "support", "accounts", change, Instant.parse("2026-01-05T09:00:00Z")));
    }

    static Principal principal(String... roles) {
        return new Principal(
                "https://issuer.example",
                "somebody",
                "service",
                Set.of(roles),
                Map.of("regions", Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us")))));
    }

    static ChangeDecision update(DocumentValue.Members patch, String... roles) {
        return decide(new RecordChange.Update(ID, patch), roles);
    }

    static ChangeDecision create(DocumentValue.Members members, String... roles) {
        return decide(new RecordChange.Create(Optional.of(ID), true, members), roles);
    }

    static PermittedUpdate permitted(DocumentValue.Members patch, String... roles) {
        return (PermittedUpdate) ((ChangeDecision.Permit) update(patch, roles)).change();
    }

    static DenyReason reason(ChangeDecision decision) {
        return ((ChangeDecision.Deny) decision).decision().reason();
    }

    /** An account of Europe with something of everything, and with things that nobody listed. */
    static byte[] account() {
        BsonWriter company = new BsonWriter();
        company.text("name", "Acme");
        company.text("secret", "never listed");
        BsonWriter device = new BsonWriter();
        device.text("os", "Linux");
        device.text("serial", "S-1");
        BsonWriter devices = new BsonWriter();
        devices.element(BsonTag.DOCUMENT, "0", device.bytes());
        BsonWriter account = new BsonWriter();
        account.text("_id", "acc-1");
        account.text("email", "jane.roe@acme.example");
        account.text("notes", "Pays late.");
        account.text("region", "eu");
        account.integer("size", 17);
        account.element(BsonTag.DOCUMENT, "company", company.bytes());
        account.element(BsonTag.ARRAY, "devices", devices.bytes());
        account.text("unlisted", "never listed");
        return account.bytes();
    }

    static RawRecord record() {
        return new RawRecord(account());
    }
}
