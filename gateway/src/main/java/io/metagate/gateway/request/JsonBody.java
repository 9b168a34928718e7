package io.metagate.gateway.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON object of a request's body: bounded, strict, no key twice. */
final class JsonBody {

    /** The most bytes of a body. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonBody() {}

    static ObjectNode read(InputStream body) throws BadRequest {
        byte[] bytes = bytes(body);
        try {
            JsonNode node = READER.readValue(text(bytes));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new BadRequest(ProblemCode.REQUEST_MALFORMED);
        } catch (MismatchedInputException e) {
            boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new BadRequest(duplicate ? ProblemCode.REQUEST_DUPLICATE_KEY : ProblemCode.REQUEST_MALFORMED);
        } catch (JsonProcessingException e) {
            throw new BadRequest(ProblemCode.REQUEST_MALFORMED);
        }
    }

    /** The bytes as UTF-8, which JSON between systems must be (RFC 8259 section 8.1): a parser that guesses finds other texts in the same bytes. */
    private static String text(byte[] bytes) throws BadRequest {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest(ProblemCode.REQUEST_MALFORMED);
        }
    }

    private static byte[] bytes(InputStream body) throws BadRequest {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new BadRequest(ProblemCode.REQUEST_MALFORMED);
        }
        if (bytes.length > MAX_BYTES) {
            throw new BadRequest(ProblemCode.BODY_TOO_LARGE);
        }
        return bytes;
    }
}
