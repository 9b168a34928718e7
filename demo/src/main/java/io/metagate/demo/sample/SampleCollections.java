package io.metagate.demo.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * All sample collections: a pure function of a seed and of the number of accounts. A record does not depend on how many
 * there are, so a sample of more accounts begins with the same records.
 */
public final class SampleCollections {

    /** The seed of the demo. */
    public static final long SEED = 20191205;

    private static final long ACCOUNTS_PER_COMPANY = 20;
    private static final long ACCOUNTS_PER_NODE = 200;
    private static final long FEWEST_NODES = 6;

    private SampleCollections() {}

    /** The collections for that many accounts. */
    public static List<SampleCollection> of(long seed, long accounts) {
        return List.of(
                new SampleCollection(
                        "accounts",
                        accounts,
                        and(
                                each("username", "email", "region", "plan", "createdAt", "usedBytes"),
                                "-region",
                                "usedBytes"),
                        number -> AccountRecords.record(number, seed)),
                new SampleCollection(
                        "companies",
                        companies(accounts),
                        each("legalName", "domain", "region", "tier", "createdAt"),
                        number -> CompanyRecords.record(number, seed)),
                new SampleCollection(
                        "devices",
                        SampleDevice.owned(accounts),
                        each("username", "accountId", "hostname", "region", "os", "lastSeen"),
                        number -> DeviceRecords.record(number, seed)),
                new SampleCollection(
                        "backup-sets",
                        SampleDevice.owned(accounts),
                        each("username", "accountId", "deviceId", "region", "startedAt", "sizeBytes"),
                        number -> BackupSetRecords.record(number, seed)),
                new SampleCollection(
                        "storage-nodes",
                        Math.max(FEWEST_NODES, accounts / ACCOUNTS_PER_NODE),
                        each("region", "commissionedAt", "usedBytes", "capacityBytes"),
                        number -> StorageNodeRecords.record(number, seed)));
    }

    private static List<List<String>> each(String... fields) {
        return Stream.of(fields).map(List::of).toList();
    }

    private static List<List<String>> and(List<List<String>> indexes, String... keys) {
        return Stream.concat(indexes.stream(), Stream.of(List.of(keys))).toList();
    }

    /** The number of the company that an account belongs to. */
    static long companyOf(long account) {
        return (account - 1) / ACCOUNTS_PER_COMPANY + 1;
    }

    private static long companies(long accounts) {
        return companyOf(Math.max(1, accounts));
    }
}
