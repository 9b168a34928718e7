package io.metagate.audit;

import io.metagate.audit.json.ExactCount;
import java.util.Locale;
import java.util.UUID;

/** Which part of an export a record tells of. */
public sealed interface ExportPart extends RelatedRecord {

    /** The export: the id of the record of its first chunk. */
    UUID export();

    /**
     * One chunk, recorded before it left.
     *
     * @param number from 1
     */
    record Chunk(UUID export, long number) implements ExportPart {
        public Chunk {
            if (ExactCount.require("chunk", number) == 0) {
                throw new IllegalArgumentException("the first chunk has number 1");
            }
        }

        @Override
        public <R> R accept(RelatedRecordVisitor<R> visitor) {
            return visitor.chunk(this);
        }
    }

    /**
     * Its end. Says what was handed to the connection, which takes nothing back from what the chunks' own records say.
     *
     * @param manner how it ended
     * @param chunks chunks that were handed over whole
     * @param bytes bytes that were handed over, before compression
     */
    record End(UUID export, Manner manner, long chunks, long bytes) implements ExportPart {
        public End {
            ExactCount.require("chunks", chunks);
            ExactCount.require("bytes", bytes);
        }

        @Override
        public <R> R accept(RelatedRecordVisitor<R> visitor) {
            return visitor.end(this);
        }
    }

    /** How an export ended. */
    enum Manner {
        /** There was no more. */
        COMPLETE,
        /** The client hung up, or took nothing more. */
        ABORTED,
        /** The gateway ended it. */
        FAILED;

        /** The name of this end in a record. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
