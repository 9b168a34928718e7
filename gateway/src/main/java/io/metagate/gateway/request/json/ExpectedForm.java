package io.metagate.gateway.request.json;

import io.metagate.policy.catalogue.FieldType;

/** How a value of a field is written in a request, in the words of a problem. */
public final class ExpectedForm {

    private ExpectedForm() {}

    /** The form of one value of that type. */
    public static String of(FieldType type) {
        return "a value of type " + type + ": " + form(type);
    }

    private static String form(FieldType type) {
        return switch (type) {
            case STRING -> "text";
            case INT -> "an integer of 64 bits";
            case DOUBLE -> "a number";
            case DECIMAL -> "a number, or {\"$numberDecimal\": a number as text}";
            case BOOL -> "true or false";
            case DATE -> "{\"$date\": a date with time and offset, such as 2009-04-01T00:00:00Z}";
            case OBJECT_ID -> "{\"$oid\": 24 hexadecimal digits}";
            case UUID -> "{\"$uuid\": a UUID of 36 characters}";
            case BINARY -> "null alone, as no request can hold bytes";
        };
    }
}
