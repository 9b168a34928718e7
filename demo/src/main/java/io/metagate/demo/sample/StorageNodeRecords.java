package io.metagate.demo.sample;

import java.util.List;
import java.util.stream.LongStream;
import org.bson.Document;

/** Makes storage node records: the structure of the whole service. */
final class StorageNodeRecords {

    private static final int DAYS_BACK = 2000;
    private static final long VOLUME_BYTES = 16L << 40;
    private static final int VOLUMES = 3;
    private static final List<String> REGIONS = List.of("eu", "us", "ap");

    private StorageNodeRecords() {}

    static String hostname(long number, String region) {
        return "s" + number + "." + region + ".storage.example";
    }

    static Document record(long number, long seed) {
        SampleRandom dice = new SampleRandom(seed, "storage node", number);
        String region = REGIONS.get((int) (number % REGIONS.size()));
        List<Document> volumes = LongStream.rangeClosed(1, VOLUMES)
                .mapToObj(volume -> volume(volume, dice))
                .toList();
        long used = volumes.stream().mapToLong(v -> v.getLong("usedBytes")).sum();
        return new Document("_id", "node-" + number)
                .append("hostname", hostname(number, region))
                .append("adminAddress", "https://10.0." + number % 256 + ".10:8443/admin")
                .append("region", region)
                .append("rack", "r" + dice.between(1, 40) + "-u" + dice.between(1, 42))
                .append("firmware", "4." + dice.between(0, 9) + "." + dice.between(0, 30))
                .append("commissionedAt", SampleTime.within(dice, DAYS_BACK))
                .append("capacityBytes", VOLUME_BYTES * VOLUMES)
                .append("usedBytes", used)
                .append("volumes", volumes);
    }

    private static Document volume(long number, SampleRandom dice) {
        return new Document("mount", "/vol/" + number)
                .append("serial", dice.hex(20))
                .append("usedBytes", dice.between(0, VOLUME_BYTES));
    }
}
