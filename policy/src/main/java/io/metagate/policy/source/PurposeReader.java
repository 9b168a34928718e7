package io.metagate.policy.source;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.model.Located;
import io.metagate.policy.source.yaml.Parts;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code Purpose}. */
record PurposeReader(Problems problems) {

    /** The purpose; empty where one of its parts cannot be read. */
    Optional<Located<Purpose>> read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("description", "legalBasis"));
        Parts parts = new Parts(problems);
        var description = parts.read(() -> object.need("description").text());
        var legalBasis = parts.read(() -> object.need("legalBasis").text());
        return parts.whole(
                () -> new Located<>(name.at(), new Purpose(name.value(), description.get(), legalBasis.get())));
    }
}
