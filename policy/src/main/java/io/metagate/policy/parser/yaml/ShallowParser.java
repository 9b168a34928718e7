package io.metagate.policy.parser.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A parser that gives up where lists and mappings lie too deep in each other: what reads them goes down as deep, on the
 * stack.
 */
final class ShallowParser implements Parser {

    /** The most lists and mappings in each other. */
    static final int DEEPEST = 50;

    private final Parser parser;
    private int depth;

    ShallowParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
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
}
