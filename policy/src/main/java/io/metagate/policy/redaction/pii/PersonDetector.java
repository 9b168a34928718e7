package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import io.metagate.policy.redaction.pii.text.TextWords;
import io.metagate.policy.redaction.pii.text.TextWords.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recognises given people by all words of their identifiers, whatever separates them: {@code jane.roe} is found in
 * "Jane Roe", in "JANE_ROE" and in "janeroe". What comes last may stand first, as in "Roe, Jane"; not where a dot alone
 * is between, as in the name of another account, or a semicolon. Of an e-mail address with two words or more before its
 * at sign, those alone are looked for too.
 *
 * @param identifiers the words of each identifier, folded and joined
 * @param turned the same from another word on
 * @param initials the characters that one of both starts with
 * @param longest how long the longest of them is
 */
record PersonDetector(Set<String> identifiers, Set<String> turned, String initials, int longest)
        implements PiiDetector {

    private static final int MOST_WORDS = 16;
    private static final int WIDEST_GAP = 3;

    PersonDetector {
        identifiers = Set.copyOf(identifiers);
        turned = Set.copyOf(turned);
    }

    /** A scanner for people with these identifiers; empty if one has too many words. */
    static Optional<PersonDetector> of(Collection<String> people) {
        Set<String> identifiers = new HashSet<>();
        Set<String> turned = new HashSet<>();
        StringBuilder initials = new StringBuilder();
        int longest = 0;
        for (String person : people) {
            CodePoints text = new CodePoints(person);
            List<Word> words = TextWords.of(text).all();
            if (words.size() > MOST_WORDS) {
                return Optional.empty();
            }
            List<String> folded = folded(text, words);
            folded.stream().filter(word -> !word.isEmpty()).forEach(word -> initials.append(word.charAt(0)));
            String identifier = String.join("", folded);
            if (!identifier.isEmpty()) {
                identifiers.add(identifier);
                longest = Math.max(longest, identifier.length());
            }
            addTurns(turned, words, folded);
            int mailbox = mailbox(text, words);
            if (mailbox > 1) {
                identifiers.add(String.join("", folded.subList(0, mailbox)));
                addTurns(turned, words.subList(0, mailbox), folded.subList(0, mailbox));
            }
        }
        return Optional.of(new PersonDetector(identifiers, turned, initials.toString(), longest));
    }

    /** How many words are before the last at sign. */
    private static int mailbox(CodePoints text, List<Word> words) {
        int end = text.length() - 1;
        while (end >= 0 && !text.is(end, '@')) {
            end--;
        }
        int before = 0;
        while (before < words.size() && words.get(before).to() <= end) {
            before++;
        }
        return before;
    }

    /** Adds the words from each on that is apart from the one before it, and around. */
    private static void addTurns(Set<String> turned, List<Word> words, List<String> folded) {
        for (int first = 1; first < words.size(); first++) {
            if (words.get(first).from() > words.get(first - 1).to()) {
                String end = String.join("", folded.subList(first, folded.size()));
                turned.add(end + String.join("", folded.subList(0, first)));
            }
        }
    }

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        if (identifiers.isEmpty()) {
            return;
        }
        List<Word> words = TextWords.of(text).all();
        List<String> folded = folded(text, words);
        BitSet covered = new BitSet(words.size());
        int[] gaps = gaps(text, words, false);
        for (int first = 0; first < words.size(); first++) {
            int last = last(identifiers, folded, gaps, first);
            if (last >= first) {
                covered.set(first, last + 1);
                findings.accept(finding(words, first, last));
            }
        }
        int[] narrow = turned.isEmpty() ? gaps : gaps(text, words, true);
        for (int first = 0; first < words.size() && !turned.isEmpty(); first++) {
            int last = last(turned, folded, narrow, first);
            if (last >= first && covered.nextClearBit(first) <= last) {
                findings.accept(finding(words, first, last));
            }
        }
    }

    private static PiiMatch finding(List<Word> words, int first, int last) {
        return new PiiMatch(
                PiiType.PERSON, words.get(first).from(), words.get(last).to());
    }

    /**
     * How far each word is from the one before it; for turned ones too far where the two are parts of a list or of the
     * name of an account.
     */
    private static int[] gaps(CodePoints text, List<Word> words, boolean turned) {
        int[] gaps = new int[words.size()];
        for (int i = 1; i < gaps.length; i++) {
            int end = words.get(i - 1).to();
            int gap = words.get(i).from() - end;
            boolean apart = turned && (text.is(end, ';') || text.is(end, '|') || (gap == 1 && text.is(end, '.')));
            gaps[i] = apart ? WIDEST_GAP + 1 : gap;
        }
        return gaps;
    }

    /** The last word of the longest identifier that starts with that word; the word before if there is none. */
    private int last(Set<String> wanted, List<String> folded, int[] gaps, int first) {
        int last = first - 1;
        String start = folded.get(first);
        if (!start.isEmpty() && initials.indexOf(start.charAt(0)) < 0) {
            return last;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = first; i < folded.size() && i < first + MOST_WORDS; i++) {
            boolean apart = i > first && gaps[i] > WIDEST_GAP;
            if (apart || joined.length() + folded.get(i).length() > longest) {
                break;
            }
            joined.append(folded.get(i));
            if (wanted.contains(joined.toString())) {
                last = i;
            }
        }
        return last;
    }

    private static List<String> folded(CodePoints text, List<Word> words) {
        List<String> folded = new ArrayList<>(words.size());
        for (Word word : words) {
            folded.add(TextWords.folded(text.text(word.from(), word.to())));
        }
        return folded;
    }
}
