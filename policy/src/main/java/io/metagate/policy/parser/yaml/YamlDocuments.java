package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.SourcePosition;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The YAML documents of a file by anybody. Fails in one way only: by a {@link BundleParseException}, behind which there
 * is nothing more to read.
 */
public final class YamlDocuments implements Iterator<YamlNode> {

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final BundleFile file;
    private final String form;
    private final Composer composer;

    /**
     * Those of a file.
     *
     * @param form what its author believes that it is, for the problem that it is not
     * @throws BundleParseException if it cannot even be begun with
     */
    public YamlDocuments(BundleFile file, String form) {
        this.file = file;
        this.form = form;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setMaxAliasesForCollections(0)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        this.composer = guarded(() -> new Composer(
                settings, new BoundedParser(new ParserImpl(settings, new StreamReader(settings, file.text())))));
    }

    @Override
    public boolean hasNext() {
        return guarded(composer::hasNext);
    }

    @Override
    public YamlNode next() {
        return new YamlNode(file, guarded(composer::next));
    }

    /** The only document; empty if there is none. */
    public Optional<YamlNode> single() {
        return guarded(composer::getSingleNode).map(node -> new YamlNode(file, node));
    }

    /**
     * The library fails in its own ways, and otherwise on some texts, such as one that ends within an escape, or a tag
     * that ends with a space.
     */
    private <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (MarkedYamlEngineException e) {
            throw misread(
                    e.getProblemMark()
                            .map(mark -> new SourcePosition(file.name(), mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(start()),
                    e.getProblem());
        } catch (ReaderException e) {
            throw misread(
                    positionOf(e.getCodePoint()), String.format(Locale.ROOT, "it holds U+%04X", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw misread(start(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw misread(start(), "an escape or a tag is malformed");
        }
    }

    /** Where the first of these characters stands. */
    private SourcePosition positionOf(int codePoint) {
        String before = file.text().substring(0, Math.max(0, file.text().indexOf(codePoint)));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new SourcePosition(file.name(), line + 1, before.length() - before.lastIndexOf('\n'));
    }

    private SourcePosition start() {
        return new SourcePosition(file.name(), 1, 1);
    }

    private BundleParseException misread(SourcePosition at, String problem) {
        return new BundleParseException(at, "not " + form + ": " + problem);
    }
}
