package io.metagate.gateway.enforcement;

/** Gets the chunk of an export that begins at a certain place. */
@FunctionalInterface
public interface ChunkSource {

    /**
     * Fetches the chunk and makes it safe.
     *
     * @param part the request as far as the chunk's own audit record tells of it
     * @param number of the chunk, from 1
     */
    ExportChunk fetch(AuthenticatedRequest part, int number);
}
