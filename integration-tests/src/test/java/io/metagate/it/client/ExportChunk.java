package io.metagate.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A chunk of an export that came whole.
 *
 * @param next the cursor of the next chunk; none behind the last
 */
public record ExportChunk(List<JsonNode> records, int number, String auditId, Optional<String> next) {

    private static final JsonMapper JSON = new JsonMapper();

    public ExportChunk {
        records = List.copyOf(records);
    }

    /**
     * Reads an export and hangs up behind that many lines, if there are so many.
     *
     * @param chunks takes each chunk whose trailer was read
     * @return the last line that belongs to no chunk, if any does
     */
    public static Optional<JsonNode> read(InputStream body, long lines, Consumer<ExportChunk> chunks)
            throws IOException {
        List<JsonNode> records = new ArrayList<>();
        Optional<JsonNode> other = Optional.empty();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            for (long count = 0; line != null && count < lines; count++, line = reader.readLine()) {
                JsonNode node = parsed(line);
                if (node.has("record")) {
                    records.add(node.path("record"));
                } else if (node.has("chunk")) {
                    chunks.accept(of(records, node.path("chunk")));
                    records.clear();
                } else {
                    other = Optional.of(node);
                }
            }
        }
        return other;
    }

    private static ExportChunk of(List<JsonNode> records, JsonNode trailer) {
        if (trailer.path("records").asInt() != records.size()) {
            throw new AssertionError(records.size() + " records before the trailer " + trailer);
        }
        JsonNode next = trailer.path("next");
        return new ExportChunk(
                records,
                trailer.path("number").asInt(),
                trailer.path("auditId").asText(),
                next.isNull() ? Optional.empty() : Optional.of(next.asText()));
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
