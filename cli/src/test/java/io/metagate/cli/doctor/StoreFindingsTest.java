package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.AuthenticationResult;
import io.metagate.store.TlsMode;
import io.metagate.store.UserPrivileges;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreFindingsTest {

    private final StoreFindings opinion = new StoreFindings("default at 127.0.0.1:27017");

    @Test
    void callsAStoreBadThatAnswersStrangersEvenWhereTheGatewayBearsIt() {
        assertThat(opinion.of(AnonymousAccessProbe.Finding.ANSWERED, false).result())
                .isEqualTo(Result.BAD);
        assertThat(opinion.of(AnonymousAccessProbe.Finding.ANSWERED, true))
                .returns(Result.BAD, DoctorFinding::result)
                .matches(finding -> finding.advice().contains("demonstrations only"));
        assertThat(opinion.of(AnonymousAccessProbe.Finding.REFUSED, false).result())
                .isEqualTo(Result.OK);
        assertThat(opinion.of(AnonymousAccessProbe.Finding.UNREACHED, false).result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void isContentWithCredentialsThatAreTakenOnly() {
        assertThat(AuthenticationResult.values())
                .filteredOn(reception -> opinion.of(reception).result() != Result.BAD)
                .containsExactly(AuthenticationResult.WELCOME);
    }

    @Test
    void toleratesClearTextOnThisMachineOnly() {
        assertThat(opinion.of(TlsMode.CLEAR, true).result()).isEqualTo(Result.OK);
        assertThat(opinion.of(TlsMode.CLEAR, false).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(TlsMode.UNVERIFIED, true).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(TlsMode.VERIFIED, false).result()).isEqualTo(Result.OK);
    }

    @Test
    void doesNotPraiseTheTransportToAStoreThatWasNotReached() {
        assertThat(opinion.of(TlsMode.VERIFIED, false, false).result()).isEqualTo(Result.UNKNOWN);
        assertThat(opinion.of(TlsMode.CLEAR, true, false).result()).isEqualTo(Result.UNKNOWN);
        assertThat(opinion.of(TlsMode.CLEAR, false, false).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(TlsMode.UNVERIFIED, false, false).result()).isEqualTo(Result.BAD);
    }

    @Test
    void namesAuthSourceWhereCredentialsAreNotTaken() {
        assertThat(opinion.of(AuthenticationResult.REJECTED).advice()).contains("authSource");
    }

    @Test
    void tellsWhichPrivilegesToGrantAndWhichToTakeAway() {
        assertThat(opinion.of(privileges(List.of(), List.of())).result()).isEqualTo(Result.OK);
        assertThat(opinion.of(privileges(List.of("backup.*: find"), List.of())))
                .returns(Result.WARNING, DoctorFinding::result)
                .returns("Take away what the gateway has no use for: backup.*: find.", DoctorFinding::advice);
        assertThat(opinion.of(privileges(List.of(), List.of("backup.accounts: listIndexes"))))
                .returns(Result.BAD, DoctorFinding::result)
                .returns("Grant backup.accounts: listIndexes.", DoctorFinding::advice);
        assertThat(opinion.of(privileges(List.of("cluster: shutdown"), List.of("backup.accounts: find"))))
                .returns(Result.BAD, DoctorFinding::result)
                .matches(finding -> finding.advice().contains("cluster: shutdown"));
        assertThat(opinion.of(new UserPrivileges.Unknown()).result()).isEqualTo(Result.UNKNOWN);
    }

    private static UserPrivileges privileges(List<String> excess, List<String> lacking) {
        return new UserPrivileges.Known(excess, lacking);
    }
}
