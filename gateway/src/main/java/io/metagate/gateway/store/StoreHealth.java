package io.metagate.gateway.store;

import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the store answers, as the driver's own monitor last saw it, and which collections' indexes could not be read at the last attempt. */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private final MongoClient client;
    private final StoreIndexes indexes;

    StoreHealth(MongoClient client, StoreIndexes indexes) {
        this.client = client;
        this.indexes = indexes;
    }

    @Override
    public HealthCheckResponse call() {
        boolean answers =
                client.getClusterDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isOk);
        HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
        List<String> outOfDate = indexes.outOfDate();
        if (!outOfDate.isEmpty()) {
            response.withData("indexes unread", String.join(", ", outOfDate));
        }
        return answers
                ? response.up().build()
                : response.down()
                        .withData("reason", "the store does not answer")
                        .build();
    }
}
