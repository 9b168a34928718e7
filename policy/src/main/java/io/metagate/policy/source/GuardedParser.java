package io.metagate.policy.source;

import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A parser for texts of anybody. It gives up where lists and mappings lie too deep in each other, as what reads them goes down as deep, on the stack; and it
 * fails in one way only.
 */
final class GuardedParser implements Parser {

    /** The most lists and mappings in each other. */
    static final int DEEPEST = 50;

    private final Parser parser;
    private int depth;

    GuardedParser(LoadSettings settings, String text) {
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return guarded(() -> parser.checkEvent(choice));
    }

    @Override
    public Event peekEvent() {
        return guarded(parser::peekEvent);
    }

    @Override
    public boolean hasNext() {
        return guarded(parser::hasNext);
    }

    @Override
    public Event next() {
        Event event = guarded(parser::next);
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            throw new ParserException(
                    "",
                    Optional.empty(),
                    "more than " + DEEPEST + " lists and mappings in each other",
                    event.getStartMark());
        }
        depth -= event instanceof CollectionEndEvent ? 1 : 0;
        return event;
    }

    /** The scanner fails so on a text that ends within an escape such as {@code \\u}. */
    private static <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (NumberFormatException e) {
            throw new ParserException("", Optional.empty(), "an escape has no number", Optional.empty());
        }
    }
}
