package io.metagate.policy.parser;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Purpose}. */
record PurposeParser(ProblemCollector problems) {

    /** The purpose; empty where one of its parts cannot be read. */
    Optional<LocatedElement<Purpose>> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("description", "legalBasis"));
        PartialParser parts = new PartialParser(problems);
        var description = parts.read(() -> object.need("description").text());
        var legalBasis = parts.read(() -> object.need("legalBasis").text());
        return parts.whole(
                () -> new LocatedElement<>(name.at(), new Purpose(name.value(), description.get(), legalBasis.get())));
    }
}
