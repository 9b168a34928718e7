package io.metagate.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AccessResult;
import io.metagate.gateway.audit.search.AuditFilter;
import io.metagate.gateway.audit.search.AuditQuery;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59.999999999Z",
                "+1000000000-12-31T23:59:59Z",
                "+292278994-08-17T07:12:55.808Z",
                "+292278994-08-17T07:12:55.807Z",
                "+10889-08-02T05:31:50.656Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "-292275055-05-16T16:47:04.191Z",
                "-999999999-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-05T10:00:00+01:00",
                "2026-01-05T09:00:00+00:00",
                "2026-01-05T09:00:00-00:00",
                "2026-01-05T09:00:00+00",
                "2026-01-05T09:00:00z",
                "2026-01-05",
                "yesterday"
            })
    void refusesTimesThatNoRecordCanHave(String time) {
        assertInvalid("from", time);
        assertInvalid("to", time);
    }

    @Test
    void takesTheFirstAndTheLastTimeThatARecordCanHave() {
        AuditQuery query = read("from", "1970-01-01T00:00:00Z", "to", "+10889-08-02T05:31:50.655Z")
                .query();

        assertThat(query.from()).contains(Instant.EPOCH);
        assertThat(query.to().map(Instant::toEpochMilli)).isEqualTo(Optional.of((1L << 48) - 1));
    }

    @ParameterizedTest
    @EnumSource(AccessAction.class)
    void takesEachActionThatRecordsHave(AccessAction action) {
        assertThat(read("action", action.wireName()).query().filters())
                .containsExactly(Map.entry(AuditFilter.ACTION, action.wireName()));
        assertNames("action", action.wireName().toUpperCase(Locale.ROOT), action.wireName());
    }

    @ParameterizedTest
    @EnumSource(AccessResult.class)
    void takesEachOutcomeThatRecordsHave(AccessResult outcome) {
        assertThat(read("outcome", outcome.wireName()).query().filters())
                .containsExactly(Map.entry(AuditFilter.OUTCOME, outcome.wireName()));
        assertNames("outcome", outcome.wireName() + " ", outcome.wireName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "ROUTE", "audit", "read,search", "*", "null"})
    void refusesActionsAndOutcomesThatNoRecordHas(String text) {
        assertInvalid("action", text);
        assertInvalid("outcome", text);
    }

    @Test
    void refusesTimesOfWhichTheEarlierIsTheLater() {
        String later = "2026-01-05T09:00:00.000000001Z";
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> AuditQueryParser.read(parameters("from", later, "to", "2026-01-05T09:00:00Z")))
                .satisfies(e -> assertThat(e.part().parameter()).isEqualTo("from"));

        assertThat(read("from", later, "to", later).query().from()).contains(Instant.parse(later));
    }

    @ParameterizedTest
    @EnumSource(
            value = AuditFilter.class,
            names = {"ACTION", "OUTCOME"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesTextsThatPostgresqlCannotHold(AuditFilter filter) {
        assertInvalid(filter.wireName(), "a\0b");
        assertInvalid(filter.wireName(), "\0");
        assertInvalid(filter.wireName(), "a\ud800");
        assertInvalid(filter.wireName(), "\udc00a");

        assertThat(read(filter.wireName(), "\ud83d\ude00 \u0001\uffff").query().filters())
                .containsKey(filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\0b", "1-1-1-1-1", "01a209ab-500c-75fc-987e-11b9f20b60b2-", "01a209ab500c75fc987e11b9f20b60b2"
            })
    void refusesCursorsThatAreNoIdAsItIsWritten(String cursor) {
        assertInvalid("cursor", cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0663", "+3", "0", "1001", "3.0", "007"})
    void refusesLimitsThatAreNotAsciiDigits(String limit) {
        assertInvalid("limit", limit);
    }

    private static void assertNames(String name, String value, String known) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> AuditQueryParser.read(parameters(name, value)))
                .satisfies(e -> assertThat(e.part().parameter()).isEqualTo(name))
                .satisfies(e -> assertThat(e.part().expected()).contains(known));
    }

    private static void assertInvalid(String name, String value) {
        assertThatExceptionOfType(BadRequest.class)
                .as("%s=%s", name, value)
                .isThrownBy(() -> AuditQueryParser.read(parameters(name, value)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE))
                .satisfies(e -> assertThat(e.part().parameter()).isEqualTo(name));
    }

    private static AuditQueryParser.Reading read(String... namesAndValues) {
        try {
            return AuditQueryParser.read(parameters(namesAndValues));
        } catch (BadRequest e) {
            throw new AssertionError(e);
        }
    }

    private static MultivaluedMap<String, String> parameters(String... namesAndValues) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            parameters.add(namesAndValues[n], namesAndValues[n + 1]);
        }
        return parameters;
    }
}
