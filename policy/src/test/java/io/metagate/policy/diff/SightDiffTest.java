package io.metagate.policy.diff;

import static io.metagate.policy.diff.Revisions.BASE;
import static io.metagate.policy.diff.Revisions.CATALOGUE;
import static io.metagate.policy.diff.Revisions.EU;
import static io.metagate.policy.diff.Revisions.FIELDS;
import static io.metagate.policy.diff.Revisions.LIMIT;
import static io.metagate.policy.diff.Revisions.RESTRICT;
import static io.metagate.policy.diff.Revisions.lines;
import static io.metagate.policy.diff.Revisions.permit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SightDiffTest {

    @Test
    void findsNoDifferenceBetweenPoliciesThatDifferInNamesAlone() {
        String restrict =
                RESTRICT + "  when: principal.claims.acr != 'mfa'\n  fields: [{class: personal, read: remove}]\n";
        String limit = LIMIT + "  principals: {roles: [agent]}\n  requests: [{quota: 60, window: 1m}]\n";

        assertThat(lines(
                        BASE + restrict + limit,
                        CATALOGUE
                                + permit("q", FIELDS)
                                + restrict.replace("name: r", "name: s")
                                + limit.replace("name: l", "name: m")))
                .isEmpty();
    }

    @Test
    void tellsWhatAnotherNameChangesWhereNamesBreakATie() {
        String zeta = permit("zeta", "  fields: [{path: email, read: {mask: first, keep: 2}}]\n");
        String alpha = permit("alpha", "  fields: [{path: email, read: {mask: last, keep: 4}}]\n");

        assertThat(lines(CATALOGUE + zeta + alpha, CATALOGUE + zeta.replace("zeta", "aaa") + alpha))
                .containsExactly("CHANGES role agent support [search] accounts email:"
                        + " {mask: last, keep: 4} -> {mask: first, keep: 2}");
        assertThat(lines(CATALOGUE + zeta + alpha, CATALOGUE + alpha + zeta)).isEmpty();
    }

    @Test
    void tellsWhatAnotherNameChangesWhereNamesBreakATieOfCaps() {
        String zeta = RESTRICT.replace("name: r", "name: zeta") + "  fields: [{path: email, read: {constant: z}}]\n";
        String alpha = RESTRICT.replace("name: r", "name: alpha") + "  fields: [{path: email, read: {constant: a}}]\n";

        assertThat(lines(BASE + zeta + alpha, BASE + zeta.replace("zeta", "aaa") + alpha))
                .containsExactly("CHANGES role agent support [search] accounts email:"
                        + " {constant: \"a\"} -> {constant: \"z\"}");
        assertThat(lines(BASE + zeta + alpha, BASE + alpha + zeta)).isEmpty();
    }

    @Test
    void tellsRowScopesApartByTheirValues() {
        assertThat(lines(
                        CATALOGUE + permit("p", EU + FIELDS), CATALOGUE + permit("p", EU.replace("eu", "us") + FIELDS)))
                .containsExactly("CHANGES role agent support [search] accounts rows:"
                        + " records {\"region\":{\"$eq\":\"eu\"}} -> records {\"region\":{\"$eq\":\"us\"}}");
    }

    @Test
    void tellsThatMoreRecordsAreCoveredWhateverThePolicyIsCalled() {
        String scoped = CATALOGUE + permit("p", EU + FIELDS);
        String gains =
                "GAINS role agent support [search] accounts rows: records {\"region\":{\"$eq\":\"eu\"}} -> all records";

        assertThat(lines(scoped, CATALOGUE + permit("renamed", FIELDS))).containsExactly(gains);
        assertThat(lines(scoped, scoped + permit("added", FIELDS)))
                .containsExactly(gains + " or records {\"region\":{\"$eq\":\"eu\"}}");
        assertThat(lines(CATALOGUE + permit("renamed", FIELDS), scoped))
                .singleElement()
                .asString()
                .startsWith("LOSES role agent");
    }

    @Test
    void tellsInWhichRecordsWhatIsSeenWherePermitsSwapTheirRows() {
        String clear = "  fields: [{path: email, read: clear}]\n";
        String masked = "  fields: [{path: email, read: {mask: email}}]\n";

        assertThat(lines(
                        CATALOGUE + permit("a", clear) + permit("b", EU + masked),
                        CATALOGUE + permit("a", EU + clear) + permit("b", masked)))
                .containsExactly("LOSES role agent support [search] accounts email:"
                        + " clear of all records; {mask: email} of records {\"region\":{\"$eq\":\"eu\"}}"
                        + " -> {mask: email} of all records; clear of records {\"region\":{\"$eq\":\"eu\"}}");
    }

    @Test
    void namesTheFieldWhereNotAllOfThemAreSeenInOtherRecords() {
        String email = permit("a", EU + "  fields: [{path: email, read: clear}]\n");
        String region = permit("b", "  fields: [{path: region, read: clear}]\n");

        assertThat(lines(CATALOGUE + email + region, CATALOGUE + email.replace(EU, "") + region))
                .containsExactly("GAINS role agent support [search] accounts email:"
                        + " clear of records {\"region\":{\"$eq\":\"eu\"}} -> clear of all records");
    }

    @Test
    void namesTheFieldThatIsNewlySeenInSeveralScopes() {
        String size = "  fields: [{path: size, read: clear}]\n";
        String email = CATALOGUE + permit("p", "  fields: [{path: email, read: clear}]\n");

        assertThat(lines(email, email + permit("a", size) + permit("b", EU + size)))
                .containsExactly("GAINS role agent support [search] accounts size:"
                        + " remove -> clear of all records; clear of records {\"region\":{\"$eq\":\"eu\"}}");
    }

    @Test
    void tellsThatAConditionChanged() {
        assertThat(lines(BASE, CATALOGUE + permit("p", "  when: principal.claims.acr == 'mfa'\n" + FIELDS)))
                .containsExactly("LOSES role agent support [search] accounts rows:"
                        + " all records -> all records when principal.claims.acr == 'mfa'");
    }

    @Test
    void tellsWhatQueriesMayDo() {
        String counts = BASE.replace("actions: [search]", "actions: [count]");

        assertThat(lines(counts, counts.replace("  fields: [{", "  scan: true\n  minGroup: 3\n  fields: [{")))
                .containsExactly(
                        "GAINS role agent support [count] accounts minGroup: 10 -> 3",
                        "GAINS role agent support [count] accounts scan: false -> true");
    }

    @Test
    void tellsOfRestrictsWithAConditionAsFarAsTheyTakeSomethingAway() {
        String when = RESTRICT + "  when: principal.claims.acr != 'mfa'\n";

        assertThat(lines(
                        BASE,
                        BASE + when
                                + "  fields: [{class: personal, read: remove}, {path: size, read: {bucket: 10}}]\n"))
                .containsExactly("LOSES role agent support [search] accounts restrict:"
                        + " none -> email: remove, size: {bucket: 10} when principal.claims.acr != 'mfa'");
        assertThat(lines(BASE + when + "  deny: true\n", BASE))
                .containsExactly("GAINS role agent support [search] accounts restrict:"
                        + " deny when principal.claims.acr != 'mfa' -> none");
        assertThat(lines(
                        BASE + when + "  deny: true\n",
                        BASE + when.replace("[search]", "[search, read]") + "  deny: true\n"))
                .isEmpty();
    }

    @Test
    void tellsWhatARestrictTakesFromAPrincipalWithAnotherRoleToo() {
        String restrict =
                RESTRICT + "  principals: {roles: [contractor]}\n  fields: [{class: personal, read: remove}]\n";

        assertThat(lines(BASE, BASE + restrict))
                .containsExactly(
                        "LOSES role agent and role contractor support [search] accounts email: {mask: email} -> remove");
    }

    @Test
    void doesNotTellOfACombinationWhatHoldsOfAPart() {
        String restrict = RESTRICT + "  principals: {roles: [lead]}\n  fields: [{class: personal, read: remove}]\n";
        String both = BASE.replace("[agent]", "[agent, lead]");

        assertThat(lines(both, both + restrict))
                .as("whoever has both roles loses what a lead loses")
                .containsExactly("LOSES role lead support [search] accounts email: {mask: email} -> remove");
    }

    @Test
    void writesRightsAndRowsAsPoliciesDo() {
        String rows =
                "  rows: {$or: [{region: {$in: [eu, us]}}, {size: {$gt: 5, $not: {$gte: 9}}}, {email: {$startsWith: \"${principal.claims.mail}\"}}, {region: {$exists: false}}]}\n";

        assertThat(
                        lines(
                                BASE,
                                CATALOGUE
                                        + permit(
                                                "p",
                                                rows
                                                        + "  fields: [{path: email, read: {constant: \"x\"}, filter: [exact]}, {path: size, read: clear, filter: [exact, range], sort: true}]\n")))
                .contains("CHANGES role agent support [search] accounts size: clear of all records ->"
                        + " clear, filter: [exact, range], sort: true of records {\"$or\":[{\"region\":{\"$in\":[\"eu\",\"us\"]}},"
                        + "{\"$and\":[{\"size\":{\"$gt\":5}},{\"$not\":{\"size\":{\"$gte\":9}}}]},"
                        + "{\"email\":{\"$startsWith\":\"${principal.claims.mail}\"}},"
                        + "{\"$not\":{\"region\":{\"$exists\":true}}}]}")
                .anyMatch(line -> line.contains("-> {constant: \"x\"}, filter: [exact] of records "));
    }
}
