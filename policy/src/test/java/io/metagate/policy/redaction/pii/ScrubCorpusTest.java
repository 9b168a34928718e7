package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well each kind is recognised in texts as people write them. A label is found if findings of its kind cover all of
 * it; a finding is right if it meets a label of its kind. The exact counts are in {@code scores.txt}: no change of a
 * detector goes unseen. {@code -Dmetagate.goldens=write} writes them anew.
 */
class ScrubCorpusTest {

    private static final double FLOOR = 0.95;
    private static final double HELD_OUT_FLOOR = 0.9;
    private static final List<String> CORPORA = List.of("corpus.txt", "corpus-tuned.txt", "corpus-held-out.txt");
    private static final Path GOLDEN =
            Path.of("src", "test", "resources", "io", "metagate", "policy", "redaction", "pii", "scores.txt");

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

    /** Prints each count that is another one. */
    @Test
    void scoresExactlyAsItDid() throws IOException {
        List<String> counted = new ArrayList<>();
        for (String file : CORPORA) {
            scores.clear();
            measure(file);
            for (PiiType kind : PiiType.values()) {
                counted.add(file + " " + kind + ": " + score(kind).counts());
            }
        }
        if ("write".equals(System.getProperty("metagate.goldens"))) {
            Files.write(GOLDEN, counted);
        }
        assertThat(counted).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    /** Counts over a file, and returns a line for each mistake. */
    private List<String> measure(String file) throws IOException {
        List<LabelledText> corpus = corpus(file);
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(120);
        return corpus.stream().flatMap(line -> mistakes(line).stream()).toList();
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

        String counts() {
            return findingsRight + " true positives, " + (findings - findingsRight) + " false positives, "
                    + (labels - labelsFound) + " false negatives";
        }
    }
}
