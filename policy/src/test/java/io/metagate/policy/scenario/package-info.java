/**
 * Decision cases as data: the files below {@code src/test/resources/scenarios}, and the one runner that decides them.
 * Read {@link io.metagate.policy.scenario.ScenariosTest} first, then any of the files.
 */
package io.metagate.policy.scenario;
