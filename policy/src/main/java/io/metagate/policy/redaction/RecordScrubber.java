package io.metagate.policy.redaction;

import io.metagate.policy.redaction.scrub.Scrubber;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scrubs the texts of one record; looks at whom the record is about only once there is such a text. For one thread. */
final class RecordScrubber {

    private final List<Identifier> people;
    private Optional<Scrubber> scrubber = Optional.empty();
    private boolean looked;

    /** A scrubber for a record about the people with these canonical identifiers. */
    RecordScrubber(List<Identifier> people) {
        this.people = people;
    }

    /** The scrubbed text; empty if a person's identifier is of a form that cannot be looked for. */
    Optional<String> scrubbed(String text) {
        if (!looked) {
            scrubber = Scrubber.about(
                    people.stream().flatMap(RecordScrubber::written).toList());
            looked = true;
        }
        return scrubber.map(ready -> ready.scrubbed(text));
    }

    /** How people write that identifier. */
    private static Stream<String> written(Identifier person) {
        Optional<Value> value = CanonicalReader.read(person.canonical());
        if (value.isEmpty()) {
            return Stream.empty();
        }
        Value identifier = value.get();
        if (identifier instanceof Value.Text text) {
            return Stream.of(text.text());
        }
        if (identifier instanceof Value.Int number) {
            return Stream.of(Long.toString(number.number()));
        }
        if (identifier instanceof Value.ObjectId id) {
            return Stream.of(id.hex());
        }
        return identifier instanceof Value.Uuid uuid ? Stream.of(uuid.uuid().toString()) : Stream.empty();
    }
}
