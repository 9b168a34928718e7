package io.metagate.policy.explain;

import java.util.ArrayList;
import java.util.List;

/** An explanation in lines, for those who may know the policies. */
public record ExplanationText(DecisionExplanation explanation) {

    /** The lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(explanation
                .refusal()
                .map(reason -> "denied: " + FullExplanation.lower(reason))
                .orElse("permitted"));
        lines.add("policies:");
        explanation.policies().forEach(note -> lines.add("  " + policy(note)));
        if (!explanation.uses().isEmpty()) {
            lines.add("uses:");
            explanation.uses().forEach(use -> lines.addAll(use(use)));
        }
        if (explanation.scattered()) {
            lines.add("no policy grants all of these uses");
        }
        if (explanation.narrowed()) {
            lines.add("only records of: " + String.join(", ", explanation.searched()));
        }
        if (!explanation.fields().isEmpty()) {
            lines.add("fields:");
            explanation.fields().forEach(field -> lines.addAll(field(field)));
        }
        return lines;
    }

    private static String policy(PolicyExplanation note) {
        String applies = note.denies() ? "denies" : "applies";
        String what = note.applies() ? applies : "does not apply: " + String.join("; ", note.misses());
        return (note.policy().permit() ? "permit " : "restrict ")
                + note.policy().name() + " (" + note.policy().at() + ") " + what;
    }

    private static List<String> use(UseExplanation use) {
        List<String> lines = new ArrayList<>();
        String by = use.granted() ? "granted by " + String.join(", ", use.grantedBy()) : "refused";
        lines.add("  " + use.path() + " " + use.right() + ": " + by);
        use.missing().forEach((policy, why) -> lines.add("    not by " + policy + ": " + why));
        return lines;
    }

    private static List<String> field(FieldExplanation note) {
        List<String> lines = new ArrayList<>();
        String read = note.winning()
                .map(winning -> RightsSerializer.line(CombinedRights.of(note, winning)))
                .orElse("remove");
        String why = note.grants().isEmpty() ? " (no rule)" : "";
        lines.add("  " + note.field().path() + ": " + read + why);
        note.grants()
                .forEach(grant -> lines.add("    " + grant.policy() + " (" + grant.rule() + "): "
                        + RightsSerializer.line(grant.granted())));
        note.caps()
                .forEach(cap -> lines.add("    capped by " + cap.policy() + " (" + cap.rule() + "): "
                        + cap.most().name()));
        return lines;
    }
}
