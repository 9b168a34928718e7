package io.metagate.demo.sample;

import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Makes backup set records: what was copied when, and where it lies. */
final class BackupSets {

    private static final int DAYS_BACK = 60;
    private static final int LONGEST_MINUTES = 240;
    private static final long LARGEST = 1L << 36;

    private BackupSets() {}

    static Document record(long number, long seed) {
        Machine machine = Machine.of(number, seed);
        String username = Person.holding(machine.account(), seed).username();
        String region = Accounts.region(machine.account(), seed);
        Dice dice = new Dice(seed, "backup set", number);
        Date startedAt = Moment.within(dice, DAYS_BACK);
        return new Document("_id", "set-" + number)
                .append("accountId", Accounts.id(machine.account()))
                .append("username", username)
                .append("deviceId", Devices.id(number))
                .append("region", region)
                .append("startedAt", startedAt)
                .append("finishedAt", Moment.after(startedAt, dice, LONGEST_MINUTES))
                .append("state", dice.oneOf(Words.STATES))
                .append("sizeBytes", dice.between(1024, LARGEST))
                .append("files", (int) dice.between(1, 500_000))
                .append("paths", paths(username, dice))
                .append("checksum", "sha256:" + dice.hex(64))
                .append("node", StorageNodes.hostname(dice.between(1, 6), region))
                .append("key", new Document("id", dice.hex(16)).append("wrapped", dice.hex(48)));
    }

    private static List<String> paths(String username, Dice dice) {
        return Stream.generate(
                        () -> "/home/" + username + "/" + dice.oneOf(Words.FOLDERS) + "/" + dice.oneOf(Words.FILES))
                .limit(2)
                .toList();
    }
}
