/**
 * What is looked at before the gateway begins. Knows where each package keeps its settings, and nothing else of it.
 * Start with {@link io.metagate.gateway.launch.SettingProblems}.
 */
@NullMarked
package io.metagate.gateway.launch;

import org.jspecify.annotations.NullMarked;
