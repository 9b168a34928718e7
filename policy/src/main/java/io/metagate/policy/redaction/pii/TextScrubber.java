package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Replaces what is recognised as personal in texts. Safe for use by several threads. */
public final class TextScrubber {

    private static final List<PiiDetector> FOR_EVERYONE = List.of(
            new EmailDetector(),
            new Ipv4Detector(),
            new Ipv6Detector(),
            new IbanDetector(),
            new CardDetector(),
            new PhoneDetector());

    private final List<PiiDetector> scanners;

    private TextScrubber(List<PiiDetector> scanners) {
        this.scanners = scanners;
    }

    /**
     * A scrubber of texts about these people.
     *
     * @param people their identifiers as people write them; one without letters and digits is nobody
     * @return empty if an identifier has more words than are looked for
     */
    public static Optional<TextScrubber> about(Collection<String> people) {
        return PersonDetector.of(people).map(person -> {
            List<PiiDetector> scanners = new ArrayList<>(FOR_EVERYONE);
            scanners.add(person);
            return new TextScrubber(List.copyOf(scanners));
        });
    }

    /** The text with what was recognised replaced by its kind, such as {@code [email]}. */
    public String scrubbed(String text) {
        CodePoints characters = new CodePoints(text);
        StringBuilder scrubbed = new StringBuilder(text.length());
        int at = 0;
        for (PiiMatch finding : findings(characters)) {
            characters.appendTo(scrubbed, at, finding.from());
            scrubbed.append(finding.kind().replacement());
            at = finding.to();
        }
        characters.appendTo(scrubbed, at, characters.length());
        return scrubbed.toString();
    }

    /** What is recognised, in the order of the text; overlapping findings are one. */
    List<PiiMatch> findings(CodePoints text) {
        List<PiiMatch> all = new ArrayList<>();
        scanners.forEach(scanner -> scanner.scan(text, all::add));
        all.sort(null);
        List<PiiMatch> apart = new ArrayList<>();
        for (PiiMatch finding : all) {
            int last = apart.size() - 1;
            if (last >= 0 && apart.get(last).overlaps(finding)) {
                apart.set(last, apart.get(last).with(finding));
            } else {
                apart.add(finding);
            }
        }
        return apart;
    }
}
