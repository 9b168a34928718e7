package io.metagate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.metagate.gateway.fixture.CapturedLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionMappersTest {

    private static final String PLANTED = "alice@example.com";

    @Test
    void logsWhereAnythingElseComesFromAndNotWhatItSays() {
        for (Throwable failure : List.of(
                new IllegalStateException(PLANTED, new IOException(PLANTED)),
                new NoClassDefFoundError(PLANTED),
                new IOException(PLANTED))) {
            try (CapturedLog log = new CapturedLog()) {
                // There are no beans here, so that nothing comes back. The log is written first.
                Throwable beanless = catchThrowable(() -> new ExceptionMappers.Unexpected().toResponse(failure));

                assertThat(beanless).isNotNull();
                assertThat(log.text())
                        .contains("unexpected " + failure.getClass().getName())
                        .contains(getClass().getName())
                        .doesNotContain(PLANTED);
            }
        }
    }
}
