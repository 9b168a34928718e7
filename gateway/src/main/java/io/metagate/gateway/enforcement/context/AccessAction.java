package io.metagate.gateway.enforcement.context;

import io.metagate.policy.request.Action;

/** What a request does, as the audit log and the metrics name it. */
public enum AccessAction {
    /** One record by its identifier. */
    READ(Action.READ.wireName()),
    /** A page of records. */
    SEARCH(Action.SEARCH.wireName()),
    /** How many records there are. */
    COUNT(Action.COUNT.wireName()),
    /** All records, as a stream. */
    EXPORT(Action.EXPORT.wireName()),
    /** A new record. */
    CREATE(Action.CREATE.wireName()),
    /** Changes to a record. */
    UPDATE(Action.UPDATE.wireName()),
    /** A record's removal. */
    DELETE(Action.DELETE.wireName()),
    /** What one would get, and why. */
    EXPLAIN(Action.EXPLAIN.wireName()),
    /** What a token stands for. */
    REVEAL(Action.REVEAL.wireName()),
    /** What collections and fields there are for the principal. */
    DESCRIBE("describe"),
    /** A page of the audit log. */
    AUDIT_SEARCH("audit.search"),
    /** Other policies, which no request asks for. */
    POLICY_CHANGE("policy.change"),
    /** Nothing: the token was not accepted. */
    AUTHENTICATE("authenticate"),
    /** Nothing: the principal lacks the role that the endpoint asks for. */
    AUTHORIZE("authorize"),
    /** Nothing: the request reached no endpoint. */
    ROUTE("route");

    private final String wireName;

    AccessAction(String wireName) {
        this.wireName = wireName;
    }

    /** That of a request for which policies decide about the given action. */
    public static AccessAction of(Action action) {
        return switch (action) {
            case READ -> READ;
            case SEARCH -> SEARCH;
            case COUNT -> COUNT;
            case EXPORT -> EXPORT;
            case CREATE -> CREATE;
            case UPDATE -> UPDATE;
            case DELETE -> DELETE;
            case EXPLAIN -> EXPLAIN;
            case REVEAL -> REVEAL;
        };
    }

    /** The name of this action in a record and a metric. */
    public String wireName() {
        return wireName;
    }
}
