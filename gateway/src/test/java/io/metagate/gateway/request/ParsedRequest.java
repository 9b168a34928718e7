package io.metagate.gateway.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.ExtendedJsonParser;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;

/** Something that a test reads. */
@FunctionalInterface
public interface ParsedRequest<T> {

    T read() throws BadRequest;

    /** What it reads, which must be of the documented form. */
    static <T> T accepted(ParsedRequest<T> reading) {
        try {
            return reading.read();
        } catch (BadRequest e) {
            throw new AssertionError("refused with " + e.code(), e);
        }
    }

    /** Why it is refused, which it must be. */
    static ProblemCode refused(ParsedRequest<?> reading) {
        try {
            throw new AssertionError("accepted as " + reading.read());
        } catch (BadRequest e) {
            return e.code();
        }
    }

    /** The filter that JSON in the tolerant form is. */
    static Predicate filter(String text) {
        return accepted(() -> JsonFilterParser.read(located(text))).predicate();
    }

    /** The value that JSON is. */
    static ScalarValue value(JsonNode json) {
        return accepted(() -> ExtendedJsonParser.read(LocatedNode.root(json)));
    }

    /** What an answer to somebody whose request is refused tells of the part at fault. */
    static InvalidPart part(ParsedRequest<?> reading) {
        try {
            throw new AssertionError("accepted as " + reading.read());
        } catch (BadRequest e) {
            return e.part();
        }
    }

    /** The body that JSON in the tolerant form of tests is. */
    static LocatedNode located(String text) {
        return LocatedNode.root(json(text));
    }

    /** JSON in the tolerant form of tests, with single quotes. */
    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
