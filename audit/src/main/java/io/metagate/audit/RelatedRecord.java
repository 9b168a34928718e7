package io.metagate.audit;

/** What a record is a part of: an access of which more than one record tells. */
public sealed interface RelatedRecord permits ExportPart, WriteLink {

    /** What the visitor does with this variant. */
    <R> R accept(RelatedRecordVisitor<R> visitor);

    /** Does something with what a record is a part of, for each variant what is due to it. */
    interface RelatedRecordVisitor<R> {

        R write(WriteLink write);

        R chunk(ExportPart.Chunk chunk);

        R end(ExportPart.End end);
    }
}
