package io.metagate.policy.parser;

import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads names that no bundle defines, and lists of names in which a star stands for all. */
record NameListParser(ProblemCollector problems) {

    static final String STAR = "*";

    /** The names of collections; none where a star stands for all. */
    List<LocatedElement<String>> readCollections(YamlObject object) {
        List<LocatedElement<String>> names = object.needList("collections", problems, YamlNode::located);
        boolean all = names.stream().anyMatch(name -> name.value().equals(STAR));
        if (all && names.size() > 1) {
            throw object.need("collections").misread("'*' stands for all collections and alone");
        }
        return all ? List.of() : names;
    }

    /**
     * A name that a token has. One that looks like another, or like one for many, selects nobody, and would only seem
     * to do something.
     *
     * @throws BundleParseException if it is one of these
     */
    static String checked(String name, Function<String, BundleParseException> misread) {
        OptionalInt invisible = VisibleText.firstInvisible(name);
        if (invisible.isPresent()) {
            throw misread.apply("'" + name + "' has a character that cannot be seen, "
                    + String.format(Locale.ROOT, "U+%04X", invisible.getAsInt()));
        }
        if (!name.equals(name.strip())) {
            throw misread.apply("'" + name + "' begins or ends with a blank");
        }
        if (name.contains(STAR)) {
            throw misread.apply("'" + name
                    + "' has a '*', which stands for all principals, and alone in the 'principals' of a restrict or"
                    + " a limit; a name that has one is compared in 'when'");
        }
        return name;
    }
}
