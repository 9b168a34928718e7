package io.metagate.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario that is wrong fails and says why, and no mistake in a file makes it hold. */
class ScenarioMistakesTest {

    private static final String FILE = """
            theme: Mistakes
            bundle: accounts.yaml
            given: {roles: [support], claims: {regions: [eu]}, purpose: support, at: 2026-01-05T09:00:00Z}
            when: {action: search, collection: accounts}
            scenarios:
              - scenario: a search
                given: {record: {_id: acc-1, region: eu}}
                when: {filter: {email: a}}
                then: {decision: permit, probes: 1, query: {email: a, region: eu}, released: {_id: acc-1, region: eu}}
            """;

    @Test
    void holdsWhereItIsRight() {
        assertThat(differences(FILE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            probes: 1              | probes: 2              | probes: expected 2, came 1
            decision: permit       | decision: deny, reason: no permit | decision: expected deny, came permit
            decision: permit       | decision: deny, reason: no permit | reason: expected no permit, came nothing of the kind
            decision: permit       | decision: permit, policies: [x]   | 'policies: expected [x], came [support-masked]'
            'email: a, region: eu' | 'email: a, region: us' | 'query: expected (email EQUAL "a" and region EQUAL "us"), came (email EQUAL "a" and region EQUAL "eu")'
            'email: a, region: eu' | 'email: a'             | 'query: expected email EQUAL "a", came (email EQUAL "a" and region EQUAL "eu")'
            'released: {_id: acc-1, region: eu}' | 'released: {_id: acc-1}'  | 'released: expected {_id=acc-1}, came {_id=acc-1, region=eu}'
            'released: {_id: acc-1, region: eu}' | 'released: nothing'       | 'released: expected nothing, came {_id=acc-1, region=eu}'
            'released: {_id: acc-1, region: eu}' | 'released: {_id: p1_*, region: eu}' | 'released: expected {_id=p1_*, region=eu}, came {_id=acc-1, region=eu}'
            probes: 1              | 'shadow: {x: [deny]}'  | 'shadow: expected {x=[deny]}, came {}'
            probes: 1              | 'collections: {}'      | 'collections: expected {}, came {accounts=[read, search]}'
            """)
    void failsWhereItIsWrong(String right, String wrong, String difference) {
        assertThat(FILE).contains(right);
        assertThat(differences(FILE.replace(right, wrong))).contains(difference);
    }

    @Test
    void printsAllThatCame() {
        assertThat(differences(FILE.replace("probes: 1", "probes: 2")))
                .hasSize(2)
                .last()
                .asString()
                .contains("all that came: ", "policies=[support-masked]", "limits=", "collections=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            theme:          | thema:          | the file has unknown keys: [thema]
            'when: {filter' | 'whem: {filter' | a scenario has unknown keys: [whem]
            'given: {record' | 'given: {records' | 'a search: given has unknown keys: [records]'
            'when: {filter' | 'when: {filters' | 'a search: when has unknown keys: [filters]'
            probes          | probe           | 'a search: then has unknown keys: [probe]'
            when: {filter   | 'when: {by: region, filter' | 'a search: when has unknown keys: [by]'
            action: search  | action: seek    | 'a search: no action: seek'
            decision: permit, | ''            | 'a search: then says no decision'
            decision: permit | decision: deny | 'a search: a deny has a reason'
            decision: permit | 'decision: permit, reason: no permit' | 'a search: a deny has a reason'
            bundle: accounts | bundle: nowhere | 'there is no /scenarios/bundles/nowhere.yaml'
            '  - scenario: a search' | '  - examples: []' | 'no text: scenario'
            '  - scenario: a search' | '  - scenario: a search of <field>\n    examples: [{other: x}]' | an example without field
            '  - scenario: a search' | '  - scenario: a search\n    examples: []' | 'a search: there is no example'
            """)
    void refusesAFileWithAMistake(String right, String wrong, String message) {
        assertThat(FILE).contains(right);
        String file = FILE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong.replace("\\n", "\n")));

        assertThatThrownBy(() -> ScenarioFile.read("file.yaml", file)).hasMessageContaining("file.yaml: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                       | there is nothing in the file
            '# nothing'                                              | there is nothing in the file
            'theme: x\nbundle: accounts.yaml'                        | 'no list: scenarios'
            'theme: x\nbundle: accounts.yaml\nscenarios: []'         | there is no scenario in the file
            'theme: x\nbundle: accounts.yaml\nscenarios: [null]'     | there is nothing in a scenario
            'theme: x\ntheme: y'                                     | found duplicate key theme
            """)
    void refusesAnEmptyFile(String file, String message) {
        assertThatThrownBy(() -> ScenarioFile.read("file.yaml", file.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoScenariosOfOneName() {
        String again = FILE.substring(FILE.indexOf("  - scenario"));

        assertThatThrownBy(() -> ScenarioFile.read("file.yaml", FILE + again)).hasMessage("file.yaml: twice: a search");
    }

    private static List<String> differences(String file) {
        return ScenarioFile.read("file.yaml", file).get(0).differences();
    }
}
