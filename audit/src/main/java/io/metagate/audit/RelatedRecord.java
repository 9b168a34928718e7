package io.metagate.audit;

/** What a record is a part of: an access of which more than one record tells. */
public sealed interface RelatedRecord permits ExportPart, WriteLink {}
