package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML node that knows where it stands. What does not have the asked form is a {@link BundleParseException}. */
public record YamlNode(BundleFile file, Node node) {

    public SourcePosition at() {
        return node.getStartMark()
                .map(mark -> new SourcePosition(file.name(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new SourcePosition(file.name(), 1, 1));
    }

    /** Where each character of the text stands in the file; empty if that cannot be told. */
    public List<SourcePosition> places() {
        return node instanceof ScalarNode scalar
                ? node.getStartMark()
                        .map(start -> new ScalarPositions(file, start, scalar.getScalarStyle()).placesOf(text()))
                        .orElse(List.of())
                : List.of();
    }

    public boolean isText() {
        return isScalar(Tag.STR);
    }

    public boolean isInteger() {
        return isScalar(Tag.INT);
    }

    public boolean isReal() {
        return isScalar(Tag.FLOAT);
    }

    public boolean isBool() {
        return isScalar(Tag.BOOL);
    }

    /** Whether it is null, or nothing is written. */
    public boolean isNull() {
        return isScalar(Tag.NULL);
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public String text() {
        if (!isText()) {
            throw misread("expected a text");
        }
        return scalar();
    }

    /** The text, made into something; what the maker refuses is a problem here. */
    public <T> T parsed(Function<String, T> maker) {
        String text = text();
        return checked(() -> maker.apply(text));
    }

    /** The text with its place. */
    public LocatedElement<String> located() {
        return new LocatedElement<>(at(), text());
    }

    public boolean bool() {
        if (!isBool()) {
            throw misread("expected true or false");
        }
        return Boolean.parseBoolean(scalar());
    }

    public long integer() {
        if (!isInteger()) {
            throw misread("expected an integer");
        }
        return checked(() -> Long.parseLong(scalar()));
    }

    /** A scalar of any kind as it is written. */
    public String scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            throw misread("expected a scalar");
        }
        return scalar.getValue();
    }

    public List<YamlNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw misread("expected a list");
        }
        return sequence.getValue().stream()
                .map(item -> new YamlNode(file, item))
                .toList();
    }

    /** The items of a list that must have one. */
    public List<YamlNode> someItems() {
        List<YamlNode> items = items();
        if (items.isEmpty()) {
            throw misread("expected at least one item");
        }
        return items;
    }

    /** The members of a mapping by key, each key a text and there once. */
    public Map<String, YamlNode> members(ProblemCollector problems) {
        if (!(node instanceof MappingNode mapping)) {
            throw misread("expected a mapping");
        }
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (!key.isScalar()) {
                problems.add(key.at(), "a key must be a text");
            } else if (members.put(key.scalar(), new YamlNode(file, tuple.getValueNode())) != null) {
                problems.add(key.at(), "duplicate key '" + key.scalar() + "'");
            }
        }
        return members;
    }

    /** The mapping's keys with their places. */
    public List<LocatedElement<String>> keys() {
        List<LocatedElement<String>> keys = new ArrayList<>();
        if (!(node instanceof MappingNode mapping)) {
            throw misread("expected a mapping");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (key.isScalar()) {
                keys.add(new LocatedElement<>(key.at(), key.scalar()));
            }
        }
        return keys;
    }

    private boolean isScalar(Tag tag) {
        return node instanceof ScalarNode && node.getTag().equals(tag);
    }

    /** That the node has not the asked form. */
    public BundleParseException misread(String message) {
        return new BundleParseException(at(), message);
    }

    /** What the maker refuses as an illegal argument is a problem here. */
    public <T> T checked(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (NumberFormatException | ArithmeticException e) {
            throw misread("the number is out of range");
        } catch (IllegalArgumentException e) {
            throw misread(String.valueOf(e.getMessage()));
        }
    }
}
