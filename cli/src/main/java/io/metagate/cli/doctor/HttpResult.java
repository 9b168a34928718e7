package io.metagate.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.json.JsonParseException;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body what it sent
 */
record HttpResult(int status, String body) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 20;

    /** Asks once and follows no redirect; empty if there is no answer in time. */
    static Optional<HttpResult> of(URI address) {
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(new HttpResult(response.statusCode(), response.body()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The object that was sent, if it is one. The driver's reader of JSON is there already. */
    Optional<BsonDocument> json() {
        try {
            return body.length() > LONGEST ? Optional.empty() : Optional.of(BsonDocument.parse(body));
        } catch (JsonParseException | BSONException e) {
            return Optional.empty();
        }
    }
}
