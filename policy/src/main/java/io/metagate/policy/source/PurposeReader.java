package io.metagate.policy.source;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.model.Located;
import java.util.Set;

/** Reads the spec of a {@code Purpose}. */
record PurposeReader(Problems problems) {

    Located<Purpose> read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("description", "legalBasis"));
        String description = object.need("description").text();
        String legalBasis = object.need("legalBasis").text();
        return new Located<>(name.at(), new Purpose(name.value(), description, legalBasis));
    }
}
