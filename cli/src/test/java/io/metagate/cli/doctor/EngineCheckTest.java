package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.store.engine.AbilityReport;
import io.metagate.store.engine.EngineAbility;
import io.metagate.store.engine.StoreError;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineCheckTest {

    private final EngineCheck examination = new EngineCheck("default at store.example", "default");

    @Test
    void isContentWithAnEngineThatIsAbleToDoAll() {
        assertThat(examination.of(new AbilityReport(Map.of(), Set.of())))
                .singleElement()
                .returns(Result.OK, DoctorFinding::result);
    }

    @Test
    void saysWhatWillNotWorkForEachThatTheEngineLacks() {
        AbilityReport report = new AbilityReport(
                Map.of(
                        EngineAbility.GROUPS, StoreError.of(238, "NotImplemented"),
                        EngineAbility.COLLATIONS, StoreError.of(115, "CommandNotSupported")),
                Set.of());

        assertThat(examination.of(report))
                .extracting(DoctorFinding::check, DoctorFinding::result, DoctorFinding::advice)
                .containsExactly(
                        tuple(
                                "engine",
                                Result.WARNING,
                                "It lacks a collation (error 115 CommandNotSupported): "
                                        + "Collections that have a collation of their own cannot be read, counted or changed."),
                        tuple("engine", Result.WARNING, "It lacks $group (error 238 NotImplemented): Counts fail."));
    }

    @Test
    void knowsNothingOfAnEngineThatDidNotAnswer() {
        assertThat(examination.of(new AbilityReport(Map.of(), Set.of(EngineAbility.GROUPS))))
                .singleElement()
                .returns(Result.UNKNOWN, DoctorFinding::result);
    }
}
