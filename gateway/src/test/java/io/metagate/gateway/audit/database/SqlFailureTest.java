package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLState;

class SqlFailureTest {

    /**
     * All classes of the PostgreSQL documentation, appendix A, and whether a new connection could mend what they tell.
     */
    private static final Map<String, Boolean> CLASSES = new TreeMap<>(Map.ofEntries(
            Map.entry("00", true),
            Map.entry("01", true),
            Map.entry("02", true),
            Map.entry("03", false),
            Map.entry("08", true),
            Map.entry("09", false),
            Map.entry("0A", false),
            Map.entry("0B", false),
            Map.entry("0F", false),
            Map.entry("0L", false),
            Map.entry("0P", false),
            Map.entry("0Z", false),
            Map.entry("10", false),
            Map.entry("20", false),
            Map.entry("21", false),
            Map.entry("22", false),
            Map.entry("23", false),
            Map.entry("24", false),
            Map.entry("25", false),
            Map.entry("26", false),
            Map.entry("27", false),
            Map.entry("28", false),
            Map.entry("2B", false),
            Map.entry("2D", false),
            Map.entry("2F", false),
            Map.entry("34", false),
            Map.entry("38", false),
            Map.entry("39", false),
            Map.entry("3B", false),
            Map.entry("3D", false),
            Map.entry("3F", false),
            Map.entry("40", true),
            Map.entry("42", false),
            Map.entry("44", false),
            Map.entry("53", true),
            Map.entry("54", false),
            Map.entry("55", false),
            Map.entry("57", true),
            Map.entry("58", true),
            Map.entry("72", false),
            Map.entry("F0", true),
            Map.entry("HV", false),
            Map.entry("P0", false),
            Map.entry("XX", true)));

    @Test
    void decidesEachClassOfThePostgresqlDocumentation() {
        CLASSES.forEach((family, passing) -> assertThat(SqlFailure.of(state(family + "000")))
                .as(family)
                .isEqualTo(passing ? SqlFailure.PASSING : SqlFailure.REFUSED));
    }

    @Test
    void knowsTheClassOfEachStateThatTheDriverKnows() {
        Set<String> unknown = new TreeSet<>();
        for (PSQLState known : PSQLState.values()) {
            String state = known.getState();
            if (!state.isEmpty() && !CLASSES.containsKey(state.substring(0, 2))) {
                unknown.add(state);
            }
        }
        // Those of the driver's own.
        assertThat(unknown).isSubsetOf("07006", "60000", "99999");
    }

    @ParameterizedTest
    @CsvSource({
        "55P03, PASSING",
        "55006, PASSING",
        "55000, REFUSED",
        "40002, REFUSED",
        "40001, PASSING",
        "40P01, PASSING",
        "25006, REFUSED",
        "25P02, PASSING",
        "25P03, PASSING",
        "57014, PASSING",
        "57P01, PASSING",
        "P0001, REFUSED",
        "07006, REFUSED",
        "60000, PASSING",
        "99999, PASSING",
        "42501, REFUSED",
        "42P01, REFUSED",
        "ZZZZZ, REFUSED"
    })
    void decidesStatesThatAreUnlikeTheirClassOrOftenMet(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(state(state))).isEqualTo(expected);
    }

    @Test
    void takesWhatIsNoStateForAFailureOfTheConnection() {
        assertThat(SqlFailure.of(new SQLException("no state"))).isEqualTo(SqlFailure.PASSING);
        assertThat(SqlFailure.of(state(""))).isEqualTo(SqlFailure.PASSING);
        assertThat(SqlFailure.state(state("alice@example.com"))).isEqualTo("unknown");
        assertThat(SqlFailure.state(state("2\n3 5"))).isEqualTo("unknown");
    }

    @Test
    void saysWhatAStateIsWithoutTheMessage() {
        assertThat(SqlFailure.described(state("23514"))).isEqualTo("23514 (integrity constraint violation)");
        assertThat(SqlFailure.described(state("42501"))).isEqualTo("42501 (a table or a right is missing)");
        assertThat(SqlFailure.described(state("0A000"))).isEqualTo("0A000");
    }

    private static SQLException state(String state) {
        return new SQLException("planted", state);
    }
}
