package io.metagate.policy.redaction.scrub;

import io.metagate.policy.redaction.scrub.Words.Word;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recognises given people by all words of their identifiers in order, whatever separates them: {@code jane.roe} is found in "Jane Roe", in "JANE_ROE" and in
 * "janeroe".
 *
 * @param identifiers the words of each identifier, folded and joined
 * @param longest how long the longest of them is
 */
record PersonScanner(Set<String> identifiers, int longest) implements Scanner {

    private static final int MOST_WORDS = 16;
    private static final int WIDEST_GAP = 3;

    PersonScanner {
        identifiers = Set.copyOf(identifiers);
    }

    /** A scanner for people with these identifiers; empty if one has too many words. */
    static Optional<PersonScanner> of(Collection<String> people) {
        Set<String> identifiers = new HashSet<>();
        int longest = 0;
        for (String person : people) {
            Characters text = new Characters(person);
            List<Word> words = Words.of(text).all();
            if (words.size() > MOST_WORDS) {
                return Optional.empty();
            }
            StringBuilder identifier = new StringBuilder();
            words.forEach(word -> identifier.append(folded(text, word)));
            if (identifier.length() > 0) {
                identifiers.add(identifier.toString());
                longest = Math.max(longest, identifier.length());
            }
        }
        return Optional.of(new PersonScanner(identifiers, longest));
    }

    @Override
    public void scan(Characters text, Consumer<Finding> findings) {
        if (identifiers.isEmpty()) {
            return;
        }
        List<Word> words = Words.of(text).all();
        List<String> folded = words.stream().map(word -> folded(text, word)).toList();
        for (int first = 0; first < words.size(); first++) {
            int last = last(words, folded, first);
            if (last >= first) {
                findings.accept(new Finding(
                        Kind.PERSON, words.get(first).from(), words.get(last).to()));
            }
        }
    }

    /** The last word of the longest identifier that starts with that word; the word before if there is none. */
    private int last(List<Word> words, List<String> folded, int first) {
        StringBuilder joined = new StringBuilder();
        int last = first - 1;
        for (int i = first; i < words.size() && i < first + MOST_WORDS; i++) {
            boolean apart = i > first && words.get(i).from() - words.get(i - 1).to() > WIDEST_GAP;
            if (apart || joined.length() + folded.get(i).length() > longest) {
                break;
            }
            joined.append(folded.get(i));
            if (identifiers.contains(joined.toString())) {
                last = i;
            }
        }
        return last;
    }

    private static String folded(Characters text, Word word) {
        return Words.folded(text.text(word.from(), word.to()));
    }
}
