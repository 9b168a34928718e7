package io.metagate.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodsTest {

    @Test
    void areNamedWhereThereIsNotThisOne() {
        assertThat(Methods.allowing(Response.status(405).build(), Set.of("OPTIONS", "HEAD", "GET"))
                        .getHeaderString("Allow"))
                .isEqualTo("GET, HEAD");
        assertThat(Methods.allowing(Response.status(503).build(), Set.of("GET")).getHeaders())
                .doesNotContainKey("Allow");
    }

    @Test
    void letsInWhatIsNamed() {
        assertThat(Methods.NAMES).allMatch(name -> Methods.letIn(HttpMethod.valueOf(name)));
        assertThat(Methods.letIn(HttpMethod.PUT)
                        || Methods.letIn(HttpMethod.OPTIONS)
                        || Methods.letIn(HttpMethod.TRACE))
                .isFalse();
    }
}
