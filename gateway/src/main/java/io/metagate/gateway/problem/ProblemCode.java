package io.metagate.gateway.problem;

/**
 * The catalogue of problems. A code is stable; what it says is the same for every request, so that no text tells one
 * cause from another.
 */
public enum ProblemCode {
    REQUEST_MALFORMED(
            "request.malformed", 400, "Malformed request", "The body is not a JSON object of the documented form."),
    REQUEST_DUPLICATE_KEY("request.duplicate-key", 400, "Duplicate key", "A JSON object holds a key twice."),
    REQUEST_UNKNOWN_MEMBER(
            "request.unknown-member",
            400,
            "Unknown member",
            "The body holds a member that this request does not have."),
    REQUEST_UNKNOWN_PARAMETER(
            "request.unknown-parameter",
            400,
            "Unknown parameter",
            "The URL holds a parameter that this request does not have, or holds one twice."),
    REQUEST_INVALID_VALUE(
            "request.invalid-value",
            400,
            "Invalid value",
            "A member, parameter or header has a value that is not allowed."),
    REQUEST_UNSUPPORTED(
            "request.unsupported",
            400,
            "Unsupported request",
            "Send plain HTTP/1.1: one Host, no transfer coding but chunked, no Upgrade, no Range."),
    PURPOSE_MISSING(
            "purpose.missing",
            400,
            "Purpose missing",
            "State one purpose of this access in the header Metagate-Purpose."),
    FILTER_UNKNOWN_OPERATOR(
            "filter.unknown-operator",
            400,
            "Unknown operator",
            "The filter holds an operator that is not one of the documented ones."),
    FILTER_MALFORMED("filter.malformed", 400, "Malformed filter", "The filter is not of the documented form."),
    FILTER_TOO_COMPLEX(
            "filter.too-complex",
            400,
            "Filter too complex",
            "A filter has at most 6 levels, 64 conditions and 100 values in a list."),
    FILTER_WRONG_TYPE(
            "filter.wrong-type", 400, "Wrong type", "The filter compares a field with a value of another type."),
    RECORD_MALFORMED(
            "record.malformed",
            400,
            "Malformed record",
            "The body is not of the documented form, or holds a value of another type than its field's."),
    CURSOR_INVALID(
            "cursor.invalid",
            400,
            "Invalid cursor",
            "The cursor has expired, or was not made for this principal and this very search."),
    AUTHENTICATION_REQUIRED(
            "authentication.required", 401, "Authentication required", "Send a bearer token of a trusted issuer."),
    AUTHENTICATION_FAILED("authentication.failed", 401, "Authentication failed", "The bearer token was not accepted."),
    ACCESS_DENIED(
            "access.denied", 403, "Access denied", "No policy permits this access for this principal and purpose."),
    ROLE_MISSING(
            "role.missing",
            403,
            "Role missing",
            "The bearer token does not hold the role that this endpoint requires."),
    FIELD_NOT_PERMITTED(
            "field.not-permitted",
            403,
            "Field not permitted",
            "The request uses a field that does not exist, or uses one in a way that no policy permits."),
    RECORD_NOT_FOUND(
            "record.not-found", 404, "Record not found", "There is no record with this identifier that you may see."),
    RECORD_OUTSIDE_ROW_FILTER(
            "record.outside-row-filter",
            403,
            "Record outside row filter",
            "After this change the record would no longer match your row filter."),
    RECORD_EXISTS(
            "record.exists", 409, "Record exists", "A record with this identifier, or another unique value, is there."),
    RECORD_CONTENDED(
            "record.contended",
            409,
            "Concurrent changes",
            "Other requests kept changing the record. No change was made; try again."),
    IDEMPOTENCY_IN_PROGRESS(
            "idempotency.in-progress",
            409,
            "Request in progress",
            "A request with this Idempotency-Key is still in progress."),
    PRECONDITION_FAILED(
            "precondition.failed",
            412,
            "Precondition failed",
            "The record does not match If-Match: it has changed, or is not there."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency.key-reused",
            422,
            "Idempotency-Key reused",
            "This Idempotency-Key was used with another request."),
    RECORD_REFUSED(
            "record.refused",
            422,
            "Record refused",
            "The metadata store rejected the record. No change was made; retrying will not help."),
    PRECONDITION_REQUIRED(
            "precondition.required",
            428,
            "Precondition required",
            "Send the ETag of the record as you read it in the header If-Match."),
    PATH_NOT_FOUND("path.not-found", 404, "Path not found", "This path does not exist."),
    METHOD_NOT_ALLOWED("method.not-allowed", 405, "Method not allowed", "This path does not support this method."),
    NOT_ACCEPTABLE(
            "media-type.not-acceptable",
            406,
            "Not acceptable",
            "Accept is not a list of media types. Answers are JSON, whatever it names."),
    REQUEST_TIMEOUT("request.timeout", 408, "Request timeout", "The request did not arrive in time."),
    BODY_TOO_LARGE("body.too-large", 413, "Body too large", "A request's body has at most 65536 bytes."),
    MEDIA_TYPE_UNSUPPORTED(
            "media-type.unsupported",
            415,
            "Unsupported media type",
            "This path does not accept this media type or content coding."),
    EXPECTATION_FAILED(
            "expectation.failed", 417, "Expectation failed", "The only supported expectation is 100-continue."),
    FILTER_NOT_INDEXED(
            "filter.not-indexed",
            422,
            "Filter not indexed",
            "The store would have to read every record. Add a condition on an indexed field that narrows the whole filter."),
    SORT_NOT_INDEXED(
            "sort.not-indexed",
            422,
            "Sort not indexed",
            "The store would have to sort many records. No index both narrows the filter and has this order with ties broken by _id."),
    SORT_NOT_SCALAR(
            "sort.not-scalar",
            422,
            "Sort key not scalar",
            "A record holds several values at a field of the sort or at its identifier, or a value that no page can begin after."),
    QUERY_TOO_SLOW(
            "query.too-slow", 422, "Query too slow", "The query exceeded the store's time limit. Narrow the filter."),
    COUNT_NOT_SCALAR(
            "count.not-scalar",
            422,
            "Counted field not scalar",
            "Records hold several values at the field that is counted by."),
    COUNT_TOO_MANY_GROUPS(
            "count.too-many-groups", 422, "Too many groups", "A count has at most 1,000 different values."),
    QUOTA_EXCEEDED("quota.exceeded", 429, "Quota exceeded", "Try again later."),
    INTERNAL_ERROR("internal.error", 500, "Internal error", "The request could not be answered."),
    AUDIT_UNAVAILABLE(
            "audit.unavailable",
            503,
            "Audit log unavailable",
            "No data is released while accesses cannot be recorded."),
    PRINCIPAL_BUSY(
            "principal.busy",
            503,
            "Too many requests at once",
            "The maximum number of concurrent requests of this principal is running, or its earlier answers have not been read. Try again later."),
    POLICY_UNAVAILABLE(
            "policy.unavailable",
            503,
            "Policies unavailable",
            "The policies may be out of date. No access is decided until they have been read again."),
    EXPORT_BUSY(
            "export.busy",
            503,
            "Too many exports",
            "The maximum number of concurrent exports is running. Try again later."),
    STORE_UNSUPPORTED(
            "store.unsupported",
            501,
            "Not supported by the store",
            "The metadata store's engine does not support this operation. No change was made; retrying will not help."),
    STORE_NOT_AUTHORIZED(
            "store.not-authorized",
            501,
            "Not authorized in the store",
            "The metadata store does not authorize the gateway for this operation. No change was made; retrying will not help."),
    STORE_UNAVAILABLE(
            "store.unavailable",
            503,
            "Store unavailable",
            "The metadata store does not answer, or could not do this now."),
    WRITE_UNKNOWN(
            "write.unknown",
            503,
            "Outcome unknown",
            "The change may or may not have been made. Read the record before you try again.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    ProblemCode(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The stable name. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The problem type (RFC 9457 section 3.1.1). */
    public String type() {
        return this == QUOTA_EXCEEDED
                ? "https://iana.org/assignments/http-problem-types#quota-exceeded"
                : "urn:metagate:problem:" + code;
    }

    /** A short summary for people. */
    public String title() {
        return title;
    }

    /** What to do about it. */
    public String detail() {
        return detail;
    }

    /** The code for an HTTP status that the framework came up with by itself. */
    public static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> AUTHENTICATION_FAILED;
            case 403 -> ACCESS_DENIED;
            case 404 -> PATH_NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> MEDIA_TYPE_UNSUPPORTED;
            case 417 -> EXPECTATION_FAILED;
            default -> status >= 400 && status < 500 ? REQUEST_MALFORMED : INTERNAL_ERROR;
        };
    }
}
