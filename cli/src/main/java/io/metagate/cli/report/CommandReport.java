package io.metagate.cli.report;

import io.metagate.policy.json.JsonValue;
import java.util.List;

/** Something to tell, in either format. */
public interface CommandReport {

    /**
     * For people: lines, without their ends. What bundles, servers or configurations say may stand in them as it is:
     * whoever prints them escapes it.
     */
    List<String> lines();

    /** For programs: one value. */
    JsonValue json();
}
