package io.metagate.gateway.store.query;

import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.KeysetPosition;
import java.util.List;
import org.bson.RawBsonDocument;

/** Consecutive records of a result, unreadable but for the redactor. */
public final class RecordPage {

    private final List<RawBsonDocument> documents;
    private final boolean more;
    private final KeysetOrder order;

    RecordPage(List<RawBsonDocument> documents, boolean more, KeysetOrder order) {
        this.documents = List.copyOf(documents);
        this.more = more;
        this.order = order;
    }

    /** The records. */
    public List<RawRecord> records() {
        return documents.stream().map(RecordPage::raw).toList();
    }

    /** How many records it has. */
    int size() {
        return documents.size();
    }

    /** Whether the result goes on behind the first so many records of this page. */
    public boolean goesOnBehind(int count) {
        return more || count < documents.size();
    }

    /**
     * The place right after the first so many records.
     *
     * @param count 1 to the number of records
     */
    public KeysetPosition positionAfter(int count) {
        return order.after(documents.get(count - 1));
    }

    public static RawRecord raw(RawBsonDocument document) {
        org.bson.ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new RawRecord(bytes);
    }
}
