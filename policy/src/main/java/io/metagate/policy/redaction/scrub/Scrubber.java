package io.metagate.policy.redaction.scrub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Replaces what is recognised as personal in texts. Safe for use by several threads. */
public final class Scrubber {

    private static final List<Scanner> FOR_EVERYONE = List.of(
            new EmailScanner(),
            new Ipv4Scanner(),
            new Ipv6Scanner(),
            new IbanScanner(),
            new CardScanner(),
            new PhoneScanner());

    private final List<Scanner> scanners;

    private Scrubber(List<Scanner> scanners) {
        this.scanners = scanners;
    }

    /**
     * A scrubber of texts about these people.
     *
     * @param people their identifiers as people write them; one without letters and digits is nobody
     * @return empty if an identifier has more words than are looked for
     */
    public static Optional<Scrubber> about(Collection<String> people) {
        return PersonScanner.of(people).map(person -> {
            List<Scanner> scanners = new ArrayList<>(FOR_EVERYONE);
            scanners.add(person);
            return new Scrubber(List.copyOf(scanners));
        });
    }

    /** The text with what was recognised replaced by its kind, such as {@code [email]}. */
    public String scrubbed(String text) {
        Characters characters = new Characters(text);
        StringBuilder scrubbed = new StringBuilder(text.length());
        int at = 0;
        for (Finding finding : findings(characters)) {
            characters.appendTo(scrubbed, at, finding.from());
            scrubbed.append(finding.kind().replacement());
            at = finding.to();
        }
        characters.appendTo(scrubbed, at, characters.length());
        return scrubbed.toString();
    }

    /** What is recognised, in the order of the text; overlapping findings are one. */
    List<Finding> findings(Characters text) {
        List<Finding> all = new ArrayList<>();
        scanners.forEach(scanner -> scanner.scan(text, all::add));
        all.sort(null);
        List<Finding> apart = new ArrayList<>();
        for (Finding finding : all) {
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
