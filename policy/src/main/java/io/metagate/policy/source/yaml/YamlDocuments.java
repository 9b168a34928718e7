package io.metagate.policy.source.yaml;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The YAML documents of a text by anybody. Fails in one way only: by a {@link org.snakeyaml.engine.v2.exceptions.YamlEngineException}. */
public final class YamlDocuments implements Iterator<Node> {

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Composer composer;

    /** Those of the text, which has that name in problems. */
    public YamlDocuments(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(0)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        this.composer =
                new Composer(settings, new ShallowParser(new ParserImpl(settings, new StreamReader(settings, text))));
    }

    @Override
    public boolean hasNext() {
        return guarded(composer::hasNext);
    }

    @Override
    public Node next() {
        return guarded(composer::next);
    }

    /** The only document; empty if there is none. */
    public Optional<Node> single() {
        return guarded(composer::getSingleNode);
    }

    /** The library fails otherwise on some texts, such as one that ends within an escape, or a tag that ends with a space. */
    private static <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new ParserException("", Optional.empty(), "an escape or a tag is malformed", Optional.empty());
        }
    }
}
