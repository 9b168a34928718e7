package io.metagate.gateway.limit;

/**
 * Where a principal stands with one quota.
 *
 * @param name the quota's name in headers, logs and the audit log
 * @param quota how much there is in a window
 * @param windowSeconds the window's length
 * @param remaining how much is left now
 * @param resetSeconds in how many seconds the quota is whole again, if nothing more is asked
 */
public record QuotaStatus(String name, long quota, long windowSeconds, long remaining, long resetSeconds) {}
