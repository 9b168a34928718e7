package io.metagate.gateway.request.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON object of a request's body: bounded, strict, no key twice. */
public final class JsonBody {

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

    private static final String JSON = "one JSON object in UTF-8";

    private JsonBody() {}

    public static LocatedNode read(InputStream body) throws BadRequest {
        String text = text(bytes(body));
        try (JsonParser parser = READER.createParser(text)) {
            return object(parser);
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static LocatedNode object(JsonParser parser) throws BadRequest, IOException {
        try {
            JsonNode node = READER.readValue(parser);
            if (node instanceof ObjectNode && parser.nextToken() == null) {
                return LocatedNode.root(node);
            }
            throw malformed();
        } catch (JsonProcessingException e) {
            boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            String pointer = parser.getParsingContext().pathAsPointer().toString();
            throw new BadRequest(
                    duplicate ? ProblemCode.REQUEST_DUPLICATE_KEY : ProblemCode.REQUEST_MALFORMED,
                    InvalidPart.member(pointer, duplicate ? "each key once" : JSON));
        }
    }

    /**
     * The bytes as UTF-8, which JSON between systems must be (RFC 8259 section 8.1): a parser that guesses finds other
     * texts in the same bytes.
     */
    private static String text(byte[] bytes) throws BadRequest {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static byte[] bytes(InputStream body) throws BadRequest {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw malformed();
        }
        if (bytes.length > MAX_BYTES) {
            throw new BadRequest(ProblemCode.BODY_TOO_LARGE, InvalidPart.NONE);
        }
        return bytes;
    }

    private static BadRequest malformed() {
        return new BadRequest(ProblemCode.REQUEST_MALFORMED, InvalidPart.member("", JSON));
    }
}
