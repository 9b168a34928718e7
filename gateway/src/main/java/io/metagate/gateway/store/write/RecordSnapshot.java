package io.metagate.gateway.store.write;

import io.metagate.gateway.store.query.RecordPage;
import io.metagate.policy.redaction.RawRecord;
import org.bson.RawBsonDocument;

/** One record as it was fetched to be changed, unreadable but for the redactor and the decision. */
public final class RecordSnapshot {

    private final RawBsonDocument document;

    RecordSnapshot(RawBsonDocument document) {
        this.document = document;
    }

    /** The record. */
    public RawRecord record() {
        return RecordPage.raw(document);
    }

    RawBsonDocument document() {
        return document;
    }
}
