package io.metagate.audit;

import io.metagate.audit.text.TextFormat;
import io.metagate.audit.text.UntrustedText;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param action the written name of the action
 * @param collection the name of the collection as asked for, existing or not
 * @param record keyed tag of the record asked for by identifier, in base64url
 * @param purpose the stated purpose, existing or not
 * @param reason the stated reason, encrypted, in base64
 * @param query which records
 */
public record RequestSummary(
        String action,
        Optional<String> collection,
        Optional<String> record,
        Optional<String> purpose,
        Optional<String> reason,
        QueryShape query) {

    public RequestSummary {
        TextFormat.CODE.require("action", action);
        collection = UntrustedText.name(collection);
        TextFormat.PSEUDONYM.require("record tag", record);
        purpose = UntrustedText.name(purpose);
        TextFormat.CIPHERTEXT.require("encrypted reason", reason);
    }

    /** A request of which only the action is known. */
    public static RequestSummary of(String action) {
        return new RequestSummary(
                action, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), QueryShape.none());
    }
}
