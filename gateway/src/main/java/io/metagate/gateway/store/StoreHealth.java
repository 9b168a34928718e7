package io.metagate.gateway.store;

import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the store answers, as the driver's own monitor last saw it. */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private final MongoClient client;

    StoreHealth(MongoClient client) {
        this.client = client;
    }

    @Override
    public HealthCheckResponse call() {
        boolean answers =
                client.getClusterDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isOk);
        HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
        return answers
                ? response.up().build()
                : response.down()
                        .withData("reason", "the store does not answer")
                        .build();
    }
}
