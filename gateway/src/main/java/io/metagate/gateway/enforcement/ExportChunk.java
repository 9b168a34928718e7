package io.metagate.gateway.enforcement;

import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.util.Optional;

/**
 * A part of an export, redacted and bounded like a page.
 *
 * @param body its lines
 * @param counts what is in them
 * @param next what gets the chunk behind it; empty if it is the last one
 */
public record ExportChunk(RedactedBody body, DisclosureCounts counts, Optional<ChunkSource> next) {}
