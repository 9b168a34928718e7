package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well each kind is recognised in texts as people write them. A label is found if findings of its kind cover all of
 * it; a finding is right if it meets a label of its kind.
 */
class ScrubCorpusTest {

    private static final double FLOOR = 0.95;
    private static final double HELD_OUT_FLOOR = 0.9;

    private final Map<PiiType, Score> scores = new EnumMap<>(PiiType.class);
    private final Score all = new Score();

    @ParameterizedTest
    @ValueSource(strings = {"corpus.txt", "corpus-tuned.txt"})
    void findsWhatIsLabelledAndLittleElse(String file) throws IOException {
        measure(file).forEach(System.out::println);
        scores.forEach((kind, score) -> {
            assertThat(score.precision()).as("precision of %s", kind).isGreaterThanOrEqualTo(FLOOR);
            assertThat(score.recall()).as("recall of %s", kind).isGreaterThanOrEqualTo(FLOOR);
        });
    }

    /** Says how well and not where it fails, so that nobody makes rules for these lines. */
    @Test
    void generalisesToLinesThatNoRuleWasMadeFor() throws IOException {
        measure("corpus-held-out.txt");
        assertThat(all.precision()).isGreaterThanOrEqualTo(HELD_OUT_FLOOR);
        assertThat(all.recall()).isGreaterThanOrEqualTo(HELD_OUT_FLOOR);
    }

    /** Counts over a file, prints the scores, and returns a line for each mistake. */
    private List<String> measure(String file) throws IOException {
        List<LabelledText> corpus = corpus(file);
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(120);
        List<String> mistakes =
                corpus.stream().flatMap(line -> mistakes(line).stream()).toList();
        scores.forEach((kind, score) -> System.out.println(file + " " + kind.replacement() + " " + score));
        System.out.println(file + " " + corpus.size() + " lines, all kinds: " + all);
        return mistakes;
    }

    private List<String> mistakes(LabelledText line) {
        List<String> mistakes = new ArrayList<>();
        CodePoints text = new CodePoints(line.text());
        List<PiiMatch> findings = TextScrubber.about(List.of(line.person())).orElseThrow().findings(text).stream()
                .map(finding -> new PiiMatch(finding.kind(), text.origin(finding.from()), text.origin(finding.to())))
                .toList();
        for (PiiMatch label : line.labels()) {
            boolean found = findings.stream().anyMatch(finding -> covers(finding, label));
            score(label.kind()).labelled(found);
            all.labelled(found);
            if (!found) {
                mistakes.add("scrub missed " + label + " in: " + line.text());
            }
        }
        for (PiiMatch finding : findings) {
            boolean right = line.labels().stream().anyMatch(label -> meets(finding, label));
            score(finding.kind()).found(right);
            all.found(right);
            if (!right) {
                mistakes.add("scrub mistook " + finding + " in: " + line.text());
            }
        }
        return mistakes;
    }

    private Score score(PiiType kind) {
        return scores.computeIfAbsent(kind, k -> new Score());
    }

    private static boolean covers(PiiMatch finding, PiiMatch label) {
        return finding.kind() == label.kind() && finding.from() <= label.from() && finding.to() >= label.to();
    }

    private static boolean meets(PiiMatch finding, PiiMatch label) {
        return finding.kind() == label.kind() && finding.from() < label.to() && label.from() < finding.to();
    }

    private static List<LabelledText> corpus(String file) throws IOException {
        try (InputStream in = ScrubCorpusTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LabelledText::of)
                    .toList();
        }
    }

    /** What was counted of one kind. */
    private static final class Score {

        private int labels;
        private int labelsFound;
        private int findings;
        private int findingsRight;

        void labelled(boolean found) {
            labels++;
            labelsFound += found ? 1 : 0;
        }

        void found(boolean right) {
            findings++;
            findingsRight += right ? 1 : 0;
        }

        double precision() {
            return (double) findingsRight / findings;
        }

        double recall() {
            return (double) labelsFound / labels;
        }

        @Override
        public String toString() {
            return String.format(
                    "precision %d/%d = %.3f, recall %d/%d = %.3f",
                    findingsRight, findings, precision(), labelsFound, labels, recall());
        }
    }
}
