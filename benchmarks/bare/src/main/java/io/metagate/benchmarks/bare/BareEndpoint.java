package io.metagate.benchmarks.bare;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Finds records by their identifiers and answers them whole, to anyone. */
@Path("/records")
@Produces(MediaType.APPLICATION_JSON)
public class BareEndpoint {

    private static final int BATCH = 1000;
    private static final int BUFFER = 1 << 16;
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final Accounts accounts;

    BareEndpoint(Accounts accounts) {
        this.accounts = accounts;
    }

    /** One record. */
    @GET
    @Path("{id}")
    public String read(@PathParam("id") String id) {
        RawBsonDocument found =
                accounts.collection().find(Filters.eq("_id", id)).first();
        if (found == null) {
            throw new NotFoundException();
        }
        return found.toJson(RELAXED);
    }

    /** All records of the list, in the order of their identifiers. */
    @GET
    public String search(@QueryParam("id") List<String> ids) {
        StringJoiner records = new StringJoiner(",", "[", "]");
        accounts.collection()
                .find(Filters.in("_id", ids))
                .sort(Sorts.ascending("_id"))
                .forEach(record -> records.add(record.toJson(RELAXED)));
        return records.toString();
    }

    /** All records, a line each, in the order of their identifiers. */
    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    public StreamingOutput export() {
        return connection -> {
            OutputStream out = new BufferedOutputStream(connection, BUFFER);
            try (MongoCursor<RawBsonDocument> all = accounts.collection()
                    .find()
                    .sort(Sorts.ascending("_id"))
                    .batchSize(BATCH)
                    .iterator()) {
                while (all.hasNext()) {
                    out.write((all.next().toJson(RELAXED) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            out.flush();
        };
    }
}
