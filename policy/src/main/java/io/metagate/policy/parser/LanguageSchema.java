package io.metagate.policy.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The JSON Schema (draft 2020-12) of a document of a bundle, for editors. What the readers refuse beyond it, a schema
 * cannot tell.
 */
public final class LanguageSchema {

    private static final String RESOURCE = "/io/metagate/policy/metagate.io-v1.schema.json";

    private LanguageSchema() {}

    /** The schema as JSON. */
    public static String json() {
        try (InputStream in = LanguageSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the library is packaged without its schema");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
