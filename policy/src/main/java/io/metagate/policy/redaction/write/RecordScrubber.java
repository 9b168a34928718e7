package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.pii.TextScrubber;
import io.metagate.policy.request.ScalarValue;
import java.util.List;
import java.util.Optional;

/** Scrubs the texts of one record; looks at whom the record is about only once there is such a text. For one thread. */
final class RecordScrubber {

    private final List<SubjectIdentifier> people;
    private Optional<TextScrubber> scrubber = Optional.empty();
    private boolean looked;

    /** A scrubber for a record about the people with these canonical identifiers. */
    RecordScrubber(List<SubjectIdentifier> people) {
        this.people = people;
    }

    /** The scrubbed text; empty if a person's identifier is of a type or form that cannot be looked for. */
    Optional<String> scrubbed(String text) {
        if (!looked) {
            List<Optional<String>> written =
                    people.stream().map(RecordScrubber::written).toList();
            scrubber = written.stream().allMatch(Optional::isPresent)
                    ? TextScrubber.about(
                            written.stream().flatMap(Optional::stream).toList())
                    : Optional.empty();
            looked = true;
        }
        return scrubber.map(ready -> ready.scrubbed(text));
    }

    /** How people write that identifier; empty for one of a type that no field is declared as. */
    private static Optional<String> written(SubjectIdentifier person) {
        return CanonicalReader.read(person.canonical()).flatMap(RecordScrubber::written);
    }

    private static Optional<String> written(ScalarValue identifier) {
        if (identifier instanceof ScalarValue.Text text) {
            return Optional.of(text.text());
        }
        if (identifier instanceof ScalarValue.Int number) {
            return Optional.of(Long.toString(number.number()));
        }
        if (identifier instanceof ScalarValue.ObjectId id) {
            return Optional.of(id.hex());
        }
        return identifier instanceof ScalarValue.Uuid uuid
                ? Optional.of(uuid.uuid().toString())
                : Optional.empty();
    }
}
