package io.metagate.gateway.readiness;

import java.util.List;

/** Something that must hold before the gateway takes its first request (P6). */
public interface StartCheck {

    /**
     * Why the gateway must not start: one line for each problem, naming the key of the configuration; none if all is
     * well. A line holds no secret.
     */
    List<String> problems();
}
