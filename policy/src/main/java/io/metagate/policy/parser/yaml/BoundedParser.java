package io.metagate.policy.parser.yaml;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A parser of documents that are trees of a bounded depth: it gives up where lists and mappings lie too deep in each
 * other, since what reads them goes down as deep, on the stack; and where an alias stands for one of them, since such
 * documents grow when they are read, or have no end.
 */
final class BoundedParser implements Parser {

    /** The most lists and mappings in each other. */
    static final int DEEPEST = 50;

    private final Parser parser;
    /** The anchors that lists and mappings of this document have. */
    private final Set<Anchor> collections = new HashSet<>();

    private int depth;

    BoundedParser(Parser parser) {
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
        if (event instanceof CollectionStartEvent start) {
            enter(start);
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof ScalarEvent scalar) {
            scalar.getAnchor().ifPresent(collections::remove);
        } else if (event instanceof AliasEvent alias && collections.contains(alias.getAlias())) {
            throw given(alias, "an alias of a list or a mapping");
        } else if (event instanceof DocumentStartEvent) {
            collections.clear();
        }
        return event;
    }

    private void enter(CollectionStartEvent start) {
        start.getAnchor().ifPresent(collections::add);
        if (++depth > DEEPEST) {
            throw given(start, "more than " + DEEPEST + " lists and mappings in each other");
        }
    }

    private static ParserException given(Event at, String problem) {
        return new ParserException("", Optional.empty(), problem, at.getStartMark());
    }
}
