package io.metagate.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The part of a request that is not of the documented form. INVARIANT: names are the caller's own, and no value is
 * repeated (P7).
 *
 * @param pointer the member of the body, as a JSON Pointer (RFC 6901); empty if it is none, or the whole body
 * @param parameter the parameter of the URL; empty if it is none
 * @param header the header; empty if it is none
 * @param expected the form that is expected there; empty if the code says it all
 */
@JsonPropertyOrder({"pointer", "parameter", "header", "expected"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InvalidPart(String pointer, String parameter, String header, String expected) {

    /** Nothing that is known more closely. */
    public static final InvalidPart NONE = new InvalidPart("", "", "", "");

    /** The longest name that an answer repeats. */
    private static final int MAX_LENGTH = 512;

    public InvalidPart {
        pointer = bounded(pointer);
        parameter = bounded(parameter);
        header = bounded(header);
    }

    /** A member of the body. */
    public static InvalidPart member(String pointer, String expected) {
        return new InvalidPart(pointer, "", "", expected);
    }

    /** The member of the body to which those names and indexes lead. */
    public static InvalidPart member(List<String> place, String expected) {
        return member(place.stream().map(InvalidPart::token).collect(Collectors.joining()), expected);
    }

    /** A name or index as a pointer has it, with the slash before it (RFC 6901 section 3). */
    public static String token(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A parameter of the URL. */
    public static InvalidPart parameter(String name, String expected) {
        return new InvalidPart("", name, "", expected);
    }

    /** A header. */
    public static InvalidPart header(String name, String expected) {
        return new InvalidPart("", "", name, expected);
    }

    private static String bounded(String name) {
        return name.length() <= MAX_LENGTH ? name : "";
    }
}
