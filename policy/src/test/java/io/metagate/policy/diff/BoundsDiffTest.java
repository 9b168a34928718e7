package io.metagate.policy.diff;

import static io.metagate.policy.diff.Revisions.BASE;
import static io.metagate.policy.diff.Revisions.LIMIT;
import static io.metagate.policy.diff.Revisions.lines;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundsDiffTest {

    @Test
    void tellsOfLimits() {
        String limit = LIMIT + "  principals: {roles: [agent]}\n  requests: [{quota: 60, window: 1m}]\n";
        String limited = BASE + limit;
        String one = "{quota: 60, window: 1m, burst: 60}";

        assertThat(lines(BASE, limited))
                .containsExactly("LOSES role agent  []  requests per client: unlimited -> " + one);
        assertThat(lines(limited, limited.replace("60", "90")))
                .containsExactly(
                        "GAINS role agent  []  requests per client: " + one + " -> {quota: 90, window: 1m, burst: 90}");
        assertThat(lines(limited, limited.replace("1m", "1h")))
                .containsExactly("CHANGES role agent  []  requests per client: " + one
                        + " -> {quota: 60, window: 1h, burst: 60}");
        assertThat(lines(BASE, BASE + limit.replace("[agent]", "[batch]")))
                .containsExactly("LOSES role agent and role batch  []  requests per client: unlimited -> " + one);
        assertThat(lines(limited, limited.replace("per: client", "per: claim:tenant")))
                .containsExactly(
                        "LOSES role agent  []  requests per claim:tenant: unlimited -> " + one,
                        "GAINS role agent  []  requests per client: " + one + " -> unlimited");
    }

    @Test
    void tellsOfOtherPlacesTypesAndPeople() {
        assertThat(lines(
                        BASE,
                        BASE.replace("store: {database: backup,", "store: {name: archive, database: old,")
                                .replace("type: int", "type: double")
                                .replace("class: account", "class: person")))
                .containsExactly(
                        "CHANGES everybody  [] accounts store: {name: default, database: backup, collection: accounts}"
                                + " -> {name: archive, database: old, collection: accounts}",
                        "CHANGES everybody  [] accounts dataSubject: {field: email, class: account}"
                                + " -> {field: email, class: person}",
                        "CHANGES everybody  [] accounts size: {type: int, class: public}"
                                + " -> {type: double, class: public}");
    }
}
