package io.metagate.demo.sample;

import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Makes backup set records: what was copied when, and where it lies. */
final class BackupSetRecords {

    private static final int DAYS_BACK = 60;
    private static final int LONGEST_MINUTES = 240;
    private static final long LARGEST = 1L << 36;

    private BackupSetRecords() {}

    static Document record(long number, long seed) {
        SampleDevice machine = SampleDevice.of(number, seed);
        String username = SamplePerson.holding(machine.account(), seed).username();
        String region = AccountRecords.region(machine.account(), seed);
        SampleRandom dice = new SampleRandom(seed, "backup set", number);
        Date startedAt = SampleTime.within(dice, DAYS_BACK);
        return new Document("_id", "set-" + number)
                .append("accountId", AccountRecords.id(machine.account()))
                .append("username", username)
                .append("deviceId", DeviceRecords.id(number))
                .append("region", region)
                .append("startedAt", startedAt)
                .append("finishedAt", SampleTime.after(startedAt, dice, LONGEST_MINUTES))
                .append("state", dice.oneOf(SampleWords.STATES))
                .append("sizeBytes", dice.between(1024, LARGEST))
                .append("files", (int) dice.between(1, 500_000))
                .append("paths", paths(username, dice))
                .append("checksum", "sha256:" + dice.hex(64))
                .append("node", StorageNodeRecords.hostname(dice.between(1, 6), region))
                .append("key", new Document("id", dice.hex(16)).append("wrapped", dice.hex(48)));
    }

    private static List<String> paths(String username, SampleRandom dice) {
        return Stream.generate(() -> "/home/" + username + "/" + dice.oneOf(SampleWords.FOLDERS) + "/"
                        + dice.oneOf(SampleWords.FILES))
                .limit(2)
                .toList();
    }
}
