package io.metagate.policy.diff;

import static io.metagate.policy.diff.Revisions.CATALOGUE;
import static io.metagate.policy.diff.Revisions.FIELDS;
import static io.metagate.policy.diff.Revisions.RESTRICT;
import static io.metagate.policy.diff.Revisions.lines;
import static io.metagate.policy.diff.Revisions.permit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large bundles: what is told, and that telling it ends. How long it takes is printed. */
class ManyPrincipalsDiffTest {

    private static final String MASKED = "  fields: [{class: personal, read: remove}, {class: public, read: clear}]\n";

    @Test
    void takesValuesOfClaimsTogetherThatNoPolicyTellsApart() {
        String old = permit("p", FIELDS)
                .replace(
                        "{roles: [agent]}",
                        "{claims: {tenant: [" + values(300, n -> "t" + n) + "], site: [" + values(300, n -> "s" + n)
                                + "]}}");
        assertThat(timed("300 x 300 values", CATALOGUE + old, CATALOGUE + old.replace("t7,", "t7, new,")))
                .contains(
                        "GAINS claim site=s0 (or 299 others), claim tenant=new support [search] accounts region: remove -> clear")
                .allMatch(line -> line.startsWith("GAINS claim site=s0 (or 299 others), claim tenant=new "));
    }

    @Test
    void comparesCombinationsOfValuesThatEachHaveAPolicy() {
        String old = documents(300, n -> permit("p" + n, FIELDS)
                        .replace("{roles: [agent]}", "{claims: {tenant: [t" + n + "]}}"))
                + documents(
                        300,
                        n -> RESTRICT.replace("name: r", "name: r" + n) + "  principals: {claims: {site: [s" + n
                                + "]}}\n" + MASKED);
        String lifted = RESTRICT.replace("name: r", "name: r7") + "  principals: {claims: {site: [s7]}}\n" + MASKED;
        assertThat(timed("300 permits and 300 restricts", CATALOGUE + old, CATALOGUE + old.replace(lifted, "")))
                .anyMatch(line -> line.contains("claim site=s7") && line.contains("email: remove -> {mask: email}"));
    }

    @Test
    void comparesManyPoliciesOfWhichOneChanged() {
        String old = documents(5_000, n -> permit("p" + n, MASKED).replace("[agent]", "[role-" + n + "]"));
        String changed = permit("p77", MASKED).replace("[agent]", "[role-77]");
        assertThat(timed(
                        "5,000 policies, one changed",
                        CATALOGUE + old,
                        CATALOGUE + old.replace(changed, changed.replace(MASKED, FIELDS))))
                .containsExactly("GAINS role role-77 support [search] accounts email: remove -> {mask: email}");
    }

    @Test
    void comparesManyPoliciesThatAllChanged() {
        String old = documents(5_000, n -> permit("p" + n, MASKED).replace("[agent]", "[role-" + n + "]"));
        assertThat(timed("5,000 policies, all changed alike", CATALOGUE + old, CATALOGUE + old.replace(MASKED, FIELDS)))
                .containsExactly(
                        "GAINS role role-0 (or 4999 others) support [search] accounts email: remove -> {mask: email}");
    }

    @Test
    void saysThatItDidNotCompareAll() {
        IntFunction<String> permits =
                n -> permit("p" + n, "  rows: {size: " + n + "}\n" + FIELDS).replace("[agent]", "[role-" + n + "]");
        String old = documents(1_000, permits);
        assertThat(timed(
                        "1,000 policies, all changed otherwise",
                        CATALOGUE + old,
                        CATALOGUE + old.replace("{size: ", "{size: 1")))
                .contains("UNKNOWN combinations of principals support [search] accounts all: compared -> too many")
                .anyMatch(line -> line.startsWith("CHANGES role role-7 support [search] accounts rows: "));
    }

    private static List<String> timed(String what, String before, String after) {
        long start = System.nanoTime();
        List<String> lines = lines(before, after);
        System.out.printf("%s: compiled and compared in %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
        return lines;
    }

    private static String values(int count, IntFunction<String> value) {
        return IntStream.range(0, count).mapToObj(value).collect(Collectors.joining(", "));
    }

    private static String documents(int count, IntFunction<String> document) {
        return IntStream.range(0, count).mapToObj(document).collect(Collectors.joining());
    }
}
