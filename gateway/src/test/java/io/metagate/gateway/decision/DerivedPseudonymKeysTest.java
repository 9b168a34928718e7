package io.metagate.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.TokenPolicies;
import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.redaction.Detokenizer;
import io.metagate.policy.request.value.ScalarValue;
import org.junit.jupiter.api.Test;

class DerivedPseudonymKeysTest {

    private static final Classification NAMES = new Classification("personal.username");

    private final DerivedPseudonymKeys before = new DerivedPseudonymKeys(SampleSecrets.of(1));
    private final DerivedPseudonymKeys after = new DerivedPseudonymKeys(SampleSecrets.of(1, 2));

    @Test
    void makesNewTokensUnderTheCurrentSecret() {
        assertThat(TokenPolicies.ofUsername("jane.roe", before))
                .startsWith("t1_")
                .isEqualTo(TokenPolicies.ofUsername("jane.roe", before));
        assertThat(TokenPolicies.ofUsername("jane.roe", after)).startsWith("t2_");
    }

    @Test
    void readsTokensOfEarlierSecrets() {
        Detokenizer reader = new Detokenizer(after.ring());

        assertThat(reader.read(NAMES, TokenPolicies.ofUsername("jane.roe", before)))
                .contains(new ScalarValue.Text("jane.roe"));
        assertThat(reader.read(NAMES, TokenPolicies.ofUsername("jane.roe", after)))
                .contains(new ScalarValue.Text("jane.roe"));
    }

    @Test
    void readsNoTokenOfAnUnknownSecret() {
        String newer = TokenPolicies.ofUsername("jane.roe", after);
        Detokenizer reader = new Detokenizer(before.ring());

        assertThat(reader.read(NAMES, newer)).isEmpty();
        assertThat(reader.read(NAMES, newer.replaceFirst("t2", "t1"))).isEmpty();
        assertThat(reader.read(NAMES, newer.replaceFirst("t2", "t999999999"))).isEmpty();
        assertThat(new Detokenizer(new DerivedPseudonymKeys(SampleSecrets.of(3, 2)).ring())
                        .read(NAMES, TokenPolicies.ofUsername("jane.roe", before)))
                .isEmpty();
    }

    @Test
    void derivesUnrelatedKeysForClassifications() {
        assertThat(new Detokenizer(after.ring())
                        .read(new Classification("personal"), TokenPolicies.ofUsername("jane.roe", after)))
                .isEmpty();
    }
}
