package io.metagate.demo.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Someone who asks in the demo. Its client id and its one role are its name. */
public enum Persona {
    /** Puts lost files back: needs to know whose they were and where they lie. */
    RESTORE_SERVICE("restore-service"),
    /** Writes invoices to companies. */
    BILLING_SERVICE("billing-service"),
    /** Answers customers of one region. */
    SUPPORT_AGENT("support-agent"),
    /** Plans capacity and needs nobody's name for it. */
    ANALYST("analyst"),
    /** Writes policies and reads no records. */
    POLICY_ADMIN("policy-admin"),
    /** Reads the audit log and no records. */
    AUDITOR("auditor"),
    /** Answers people who ask what is known about them. */
    PRIVACY_OFFICER("privacy-officer");

    private final String clientId;

    Persona(String clientId) {
        this.clientId = clientId;
    }

    /** The persona of that client id, if there is one. */
    public static Optional<Persona> of(String clientId) {
        return Arrays.stream(values()).filter(p -> p.clientId.equals(clientId)).findFirst();
    }

    /** The name it goes by at the issuer, in tokens and in policies. */
    public String clientId() {
        return clientId;
    }

    /** What its tokens say beyond who it is. */
    public Map<String, Object> claims() {
        return this == SUPPORT_AGENT ? Map.of("regions", List.of("eu"), "acr", "mfa") : Map.of();
    }
}
