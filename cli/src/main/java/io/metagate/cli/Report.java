package io.metagate.cli;

import io.metagate.policy.json.Json;

/** Something to tell, in either format. */
interface Report {

    /** For people: lines, each with its end. */
    String text();

    /** For programs: one value. */
    Json json();
}
