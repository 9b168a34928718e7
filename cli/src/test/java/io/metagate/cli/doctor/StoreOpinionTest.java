package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.cli.doctor.Finding.Result;
import io.metagate.store.Privileges;
import io.metagate.store.Reception;
import io.metagate.store.Stranger;
import io.metagate.store.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreOpinionTest {

    private final StoreOpinion opinion = new StoreOpinion("default at 127.0.0.1:27017");

    @Test
    void callsAStoreBadThatAnswersStrangersEvenWhereTheGatewayBearsIt() {
        assertThat(opinion.of(Stranger.Finding.ANSWERED, false).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(Stranger.Finding.ANSWERED, true))
                .returns(Result.BAD, Finding::result)
                .matches(finding -> finding.advice().contains("demonstrations only"));
        assertThat(opinion.of(Stranger.Finding.REFUSED, false).result()).isEqualTo(Result.OK);
        assertThat(opinion.of(Stranger.Finding.UNREACHED, false).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void isContentWithCredentialsThatAreTakenOnly() {
        assertThat(Reception.values())
                .filteredOn(reception -> opinion.of(reception).result() != Result.BAD)
                .containsExactly(Reception.WELCOME);
    }

    @Test
    void toleratesClearTextOnThisMachineOnly() {
        assertThat(opinion.of(Transport.CLEAR, true).result()).isEqualTo(Result.OK);
        assertThat(opinion.of(Transport.CLEAR, false).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(Transport.UNVERIFIED, true).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(Transport.VERIFIED, false).result()).isEqualTo(Result.OK);
    }

    @Test
    void doesNotPraiseTheTransportToAStoreThatWasNotReached() {
        assertThat(opinion.of(Transport.VERIFIED, false, false).result()).isEqualTo(Result.UNKNOWN);
        assertThat(opinion.of(Transport.CLEAR, true, false).result()).isEqualTo(Result.UNKNOWN);
        assertThat(opinion.of(Transport.CLEAR, false, false).result()).isEqualTo(Result.BAD);
        assertThat(opinion.of(Transport.UNVERIFIED, false, false).result()).isEqualTo(Result.BAD);
    }

    @Test
    void namesAuthSourceWhereCredentialsAreNotTaken() {
        assertThat(opinion.of(Reception.REJECTED).advice()).contains("authSource");
    }

    @Test
    void tellsWhichPrivilegesToGrantAndWhichToTakeAway() {
        assertThat(opinion.of(privileges(List.of(), List.of())).result()).isEqualTo(Result.OK);
        assertThat(opinion.of(privileges(List.of("backup.*: find"), List.of())))
                .returns(Result.WARNING, Finding::result)
                .returns("Take away what the gateway has no use for: backup.*: find.", Finding::advice);
        assertThat(opinion.of(privileges(List.of(), List.of("backup.accounts: listIndexes"))))
                .returns(Result.BAD, Finding::result)
                .returns("Grant backup.accounts: listIndexes.", Finding::advice);
        assertThat(opinion.of(privileges(List.of("cluster: shutdown"), List.of("backup.accounts: find"))))
                .returns(Result.BAD, Finding::result)
                .matches(finding -> finding.advice().contains("cluster: shutdown"));
        assertThat(opinion.of(new Privileges.Unknown()).result()).isEqualTo(Result.UNKNOWN);
    }

    private static Privileges privileges(List<String> excess, List<String> lacking) {
        return new Privileges.Known(excess, lacking);
    }
}
