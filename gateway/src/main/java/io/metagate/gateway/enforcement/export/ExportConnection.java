package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.TimeoutOutputStream;
import io.metagate.gateway.enforcement.stream.WriteTimeoutWatchdog;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The connection to the client of an export.
 *
 * @param coding how the stream is packed
 * @param watch ends the connection of a client that takes nothing more
 * @param hangUp closes the connection
 */
record ExportConnection(ContentCoding coding, WriteTimeoutWatchdog watch, Runnable hangUp) {

    OutputStream over(OutputStream response) throws IOException {
        return coding.over(new TimeoutOutputStream(response, watch, hangUp));
    }
}
