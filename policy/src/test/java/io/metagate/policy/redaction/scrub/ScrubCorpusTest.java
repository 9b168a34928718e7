package io.metagate.policy.redaction.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How well each kind is recognised in the file {@code corpus.txt}. A label is found if findings of its kind cover all of it; a finding is
 * right if it meets a label of its kind.
 */
class ScrubCorpusTest {

    private static final double FLOOR = 0.95;

    private final Map<Kind, Score> scores = new EnumMap<>(Kind.class);

    @Test
    void findsWhatIsLabelledAndLittleElse() throws IOException {
        List<LabelledText> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(150);
        corpus.forEach(this::score);
        assertThat(scores).containsOnlyKeys(Kind.values());
        scores.forEach((kind, score) -> System.out.println("scrub " + kind.replacement() + " " + score));
        scores.forEach((kind, score) -> {
            assertThat(score.precision()).as("precision of %s", kind).isGreaterThanOrEqualTo(FLOOR);
            assertThat(score.recall()).as("recall of %s", kind).isGreaterThanOrEqualTo(FLOOR);
        });
    }

    private void score(LabelledText line) {
        List<Finding> findings =
                Scrubber.about(List.of(line.person())).orElseThrow().findings(new Characters(line.text()));
        for (Finding label : line.labels()) {
            boolean found = findings.stream().anyMatch(finding -> covers(finding, label));
            score(label.kind()).labelled(found);
            if (!found) {
                System.out.println("scrub missed " + label + " in: " + line.text());
            }
        }
        for (Finding finding : findings) {
            boolean right = line.labels().stream().anyMatch(label -> meets(finding, label));
            score(finding.kind()).found(right);
            if (!right) {
                System.out.println("scrub mistook " + finding + " in: " + line.text());
            }
        }
    }

    private Score score(Kind kind) {
        return scores.computeIfAbsent(kind, k -> new Score());
    }

    private static boolean covers(Finding finding, Finding label) {
        return finding.kind() == label.kind() && finding.from() <= label.from() && finding.to() >= label.to();
    }

    private static boolean meets(Finding finding, Finding label) {
        return finding.kind() == label.kind() && finding.from() < label.to() && label.from() < finding.to();
    }

    private static List<LabelledText> corpus() throws IOException {
        try (InputStream in = ScrubCorpusTest.class.getResourceAsStream("corpus.txt")) {
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
