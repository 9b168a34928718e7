package io.metagate.policy.diff;

import static io.metagate.policy.diff.Revisions.CATALOGUE;
import static io.metagate.policy.diff.Revisions.FIELDS;
import static io.metagate.policy.diff.Revisions.RESTRICT;
import static io.metagate.policy.diff.Revisions.lines;
import static io.metagate.policy.diff.Revisions.permit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nobody gains by one thing that it has, and somebody by two. */
class CombinationDiffTest {

    private static final String COUNTS =
            permit("p", "  minGroup: 3\n  scan: true\n" + FIELDS).replace("[search]", "[count]");
    private static final String LEADS = permit("q", "  minGroup: 100\n" + FIELDS)
            .replace("[search]", "[count]")
            .replace("[agent]", "[lead]");

    @Test
    void tellsThatAPermitThatIsTakenCappedAnother() {
        assertThat(lines(CATALOGUE + COUNTS + LEADS, CATALOGUE + COUNTS))
                .contains(
                        "GAINS role agent and role lead support [count] accounts minGroup: 100 -> 3",
                        "GAINS role agent and role lead support [count] accounts scan: false -> true");
    }

    @Test
    void tellsTextsAndNumbersOfAClaimApart() {
        String permit = permit("p", FIELDS).replace("{roles: [agent]}", "{roles: [agent], claims: {level: ['1']}}");
        assertThat(lines(CATALOGUE + permit, CATALOGUE + permit.replace("'1'", "1")))
                .anyMatch(line -> line.startsWith("GAINS role agent, claim level=1 "))
                .anyMatch(line -> line.startsWith("LOSES role agent, claim level=\"1\" "));
        String restrict = RESTRICT + "  principals: {claims: {level: ['1', '2']}}\n  deny: true\n";
        assertThat(lines(
                        CATALOGUE + permit("p", FIELDS) + restrict,
                        CATALOGUE + permit("p", FIELDS) + restrict.replace("'1', '2'", "1, '2'")))
                .as("a text that a number is written like is restricted in doubt, and numbers no more")
                .isNotEmpty()
                .allMatch(line -> line.startsWith("GAINS claim level=(another number) and role agent "));
        assertThat(lines(
                        CATALOGUE + permit("p", FIELDS) + restrict,
                        CATALOGUE + permit("p", FIELDS) + restrict.replace("'1', '2'", "3, '2'")))
                .anyMatch(line -> line.startsWith("GAINS claim level=\"1\" (or another number/1) and role agent "));
    }

    @Test
    void tellsWhoMayWriteArraysSinceRowsOfAnotherAreGone() {
        String writes = permit("p", "  fields: [{path: region, read: clear, write: true}]\n")
                .replace("[search]", "[update]");
        String rows = permit("q", "  rows: {region: eu}\n" + FIELDS).replace("[agent]", "[lead]");
        assertThat(lines(CATALOGUE + writes + rows, CATALOGUE + writes))
                .contains("GAINS role agent support [update] accounts region as an array: refused -> written");
    }

    @Test
    void tellsWhatOneQueryCanUseThatTwoCould() {
        String one =
                permit("p", "  fields: [{path: email, read: clear, filter: [exact]}, {path: region, read: clear}]\n");
        String other = permit("q", "  fields: [{path: email, read: clear}, {path: region, read: clear, sort: true}]\n");
        String both = permit(
                "q",
                "  fields: [{path: email, read: clear, filter: [exact]}, {path: region, read: clear, sort: true}]\n");
        assertThat(lines(CATALOGUE + one + other, CATALOGUE + one + both))
                .containsExactly(
                        "GAINS role agent support [search] accounts query by email (exact), email (exact or none),"
                                + " region (sort): none -> all records");
    }

    @Test
    void tellsWhoMayRemoveRecordsWithoutARightToAnyField() {
        String removes =
                permit("q", "  fields: [{path: region, read: remove}]\n").replace("[search]", "[delete]");
        assertThat(lines(CATALOGUE + permit("p", FIELDS), CATALOGUE + permit("p", FIELDS) + removes))
                .containsExactly("GAINS role agent support [delete] accounts rows: none -> all records");
    }

    @Test
    void tellsPrincipalsApartThatAreGivenTheSameButNotWithAnotherRole() {
        String level = permit("p", FIELDS).replace("{roles: [agent]}", "{claims: {level: [1]}}");
        String lead = permit("q", FIELDS).replace("[agent]", "[lead]");
        String lifted = RESTRICT + "  principals: {roles: [guest]}\n  deny: true\n";
        String stays = RESTRICT.replace("name: r", "name: s")
                + "  principals: {roles: [guest], claims: {level: [1]}}\n  deny: true\n";
        assertThat(lines(CATALOGUE + level + lead + stays + lifted, CATALOGUE + level + lead + stays))
                .as("of both permits alone the same is given, and to a guest of the one level nothing")
                .contains("GAINS role guest and role lead support [search] accounts email: remove -> {mask: email}");
    }

    @Test
    void tellsWhatARestrictTookWithOneThatHasACondition() {
        String email = "  fields: [{path: email, read: {mask: first, keep: 2}}]\n";
        String when = RESTRICT
                + "  when: principal.claims.acr == 'pwd'\n  fields: [{path: email, read: {mask: first, keep: 2}}]\n";
        String lifted = RESTRICT.replace("name: r", "name: s") + "  principals: {roles: [guest]}\n"
                + "  fields: [{path: email, read: {mask: last, keep: 4}}]\n";
        assertThat(lines(CATALOGUE + permit("p", email) + when + lifted, CATALOGUE + permit("p", email) + when))
                .containsExactly("GAINS role agent and role guest support [search] accounts email:"
                        + " null -> {mask: first, keep: 2}");
        String constant = permit("p", "  fields: [{path: email, read: {constant: a}}]\n");
        assertThat(lines(CATALOGUE + constant + when + lifted, CATALOGUE + constant + when))
                .as("a constant is less than either mask, and more than what both leave together")
                .containsExactly(
                        "GAINS role agent and role guest support [search] accounts email:"
                                + " null when principal.claims.acr == 'pwd' -> {constant: \"a\"} when principal.claims.acr == 'pwd'");
    }

    @Test
    void tellsWhereRecordsMayBeCountedThoughMoreIsGainedBesides() {
        String counts =
                permit("p", "  fields: [{path: region, read: remove}]\n").replace("[search]", "[count]");
        assertThat(lines(
                        CATALOGUE + counts.replace("  fields:", "  rows: {region: eu}\n  fields:"),
                        CATALOGUE + counts.replace("  fields:", "  scan: true\n  fields:")))
                .containsExactly(
                        "GAINS role agent support [count] accounts scan: false -> true",
                        "GAINS role agent support [count] accounts rows:"
                                + " records {\"region\":{\"$eq\":\"eu\"}} -> all records");
    }

    @Test
    void saysOfWhomItDidNotCompareAllConditions() {
        String when = IntStream.range(0, 9)
                .mapToObj(n -> RESTRICT.replace("name: r", "name: r" + n) + "  when: principal.claims.acr == '" + n
                        + "'\n  fields: [{class: personal, read: remove}]\n")
                .collect(Collectors.joining());
        String lead = permit("q", FIELDS).replace("[agent]", "[lead]");
        String more = lead.replace("{class: public, read: clear}", "{class: public, read: clear, sort: true}");
        assertThat(lines(CATALOGUE + permit("p", FIELDS) + lead + when, CATALOGUE + permit("p", FIELDS) + more + when))
                .filteredOn(line -> line.startsWith("UNKNOWN"))
                .containsExactly(
                        "UNKNOWN role lead support [search] accounts conditions of restricts: compared -> too many");
    }
}
