package io.metagate.benchmarks;

import io.metagate.benchmarks.load.HttpLoad;

/**
 * What is put on a side.
 *
 * @param warmUp first; it does not count
 * @param round in each round
 */
record LoadPlan(HttpLoad warmUp, HttpLoad round) {}
