package io.metagate.policy.testing;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.model.YamlValue;
import java.util.Map;
import java.util.Optional;

/**
 * The forms of one member that say the type of a value, such as {@code {$date: 2026-01-05T09:00:00Z}}.
 *
 * @param type the type
 * @param text the value
 */
record TypedForm(FieldType type, String text) {

    private static final Map<String, FieldType> TYPES = Map.of(
            "$date", FieldType.DATE,
            "$oid", FieldType.OBJECT_ID,
            "$uuid", FieldType.UUID,
            "$numberDecimal", FieldType.DECIMAL,
            "$binary", FieldType.BINARY);

    /** Whether the members are such a form. */
    static boolean is(YamlValue.Members members) {
        return of(members).isPresent();
    }

    static Optional<TypedForm> of(YamlValue written) {
        if (!(written instanceof YamlValue.Members members) || members.members().size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, YamlValue> member =
                members.members().entrySet().iterator().next();
        return Optional.ofNullable(TYPES.get(member.getKey()))
                .flatMap(type -> ScalarForms.text(member.getValue()).map(text -> new TypedForm(type, text)));
    }
}
