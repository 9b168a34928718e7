package io.metagate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {

    /** A list of strings with integer parameters (RFC 9651 sections 3.1 and 3.1.2). */
    private static final Pattern LIST_OF_ITEMS = Pattern.compile("ITEM(, ?ITEM)*"
            .replace("ITEM", "\"([ !#-\\[\\]-~]|\\\\[\"\\\\])*\"(; ?[a-z*][a-z0-9_.*-]*=-?[0-9]{1,15})*"));

    private static final List<QuotaStatus> STATES = List.of(
            new QuotaStatus("desk-requests", 600, 60, 49, 1),
            new QuotaStatus("desk-requests-2", 5000, 86_400, 0, 86_400));

    @Test
    void saysWhatTheQuotasAre() {
        assertThat(RateLimitHeaders.policy(STATES))
                .isEqualTo("\"desk-requests\";q=600;w=60, \"desk-requests-2\";q=5000;w=86400")
                .matches(LIST_OF_ITEMS);
    }

    @Test
    void saysWhatIsLeftOfThem() {
        assertThat(RateLimitHeaders.remaining(STATES))
                .isEqualTo("\"desk-requests\";r=49;t=1, \"desk-requests-2\";r=0;t=86400")
                .matches(LIST_OF_ITEMS);
    }
}
