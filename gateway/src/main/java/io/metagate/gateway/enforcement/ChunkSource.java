package io.metagate.gateway.enforcement;

/** Gets the chunk of an export that begins at a certain place. */
@FunctionalInterface
public interface ChunkSource {

    /**
     * Fetches the chunk and makes it safe.
     *
     * @param trail what the chunk's own audit record is to say
     * @param number of the chunk, from 1
     */
    ExportChunk fetch(AccessTrace trail, int number);
}
