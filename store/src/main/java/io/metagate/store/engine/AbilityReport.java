package io.metagate.store.engine;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * What the engine of a store was seen to be able to do.
 *
 * @param lacking what it is not able to do, or the gateway's user may not, with the error that it answered
 * @param unknown what could not be told
 */
public record AbilityReport(Map<EngineAbility, StoreError> lacking, Set<EngineAbility> unknown) {

    public AbilityReport {
        lacking = Map.copyOf(lacking);
        unknown = Set.copyOf(unknown);
    }

    /**
     * Asks for each ability that the gateway has a use for, once. A store that gives one of them up for lack of time
     * has it.
     *
     * @param place the collection that is asked for
     * @param permitted what policies permit anywhere in the store
     * @param timeout how long the store may work on each
     */
    public static AbilityReport of(MongoClient client, StoreLocation place, Set<Action> permitted, Duration timeout) {
        Map<EngineAbility, StoreError> lacking = new EnumMap<>(EngineAbility.class);
        Set<EngineAbility> unknown = EnumSet.noneOf(EngineAbility.class);
        for (EngineAbility ability : EngineAbility.values()) {
            if (!ability.isNeeded(permitted)) {
                continue;
            }
            BsonDocument command = ability.probe(place.collection())
                    .append("maxTimeMS", new BsonInt64(timeout.toMillis()))
                    .append("comment", new BsonString("metagate: abilities"));
            try {
                client.getDatabase(place.database()).runCommand(command, BsonDocument.class);
            } catch (MongoException e) {
                Optional<StoreError> error = StoreError.in(e);
                error.filter(StoreError::permanent).ifPresent(told -> lacking.put(ability, told));
                if (error.isEmpty()) {
                    unknown.add(ability);
                }
            }
        }
        return new AbilityReport(lacking, unknown);
    }

    /** Whether it was seen to lack that. */
    public boolean lacks(EngineAbility ability) {
        return lacking.containsKey(ability);
    }

    /** What it lacks, a sentence for each, in the order of the abilities. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (EngineAbility ability : EngineAbility.values()) {
            StoreError error = lacking.get(ability);
            if (error != null) {
                sentences.add(ability.means() + " (error " + error + "): " + ability.without());
            }
        }
        return sentences;
    }
}
