package io.metagate.demo.sample;

import org.bson.Document;

/** Makes device records: the computers that are backed up, and how to reach them. */
final class DeviceRecords {

    private DeviceRecords() {}

    static String id(long number) {
        return "dev-" + number;
    }

    static Document record(long number, long seed) {
        SampleDevice machine = SampleDevice.of(number, seed);
        SampleRandom dice = new SampleRandom(seed, "device", number);
        return new Document("_id", id(number))
                .append("accountId", AccountRecords.id(machine.account()))
                .append(
                        "username",
                        SamplePerson.holding(machine.account(), seed).username())
                .append("hostname", machine.hostname())
                .append("os", machine.os())
                .append("region", AccountRecords.region(machine.account(), seed))
                .append("lastSeen", machine.lastSeen())
                .append("agent", new Document("version", agentVersion(dice)).append("id", dice.hex(32)))
                .append("network", network(dice))
                .append("installKey", dice.hex(40));
    }

    private static String agentVersion(SampleRandom dice) {
        return dice.between(5, 9) + "." + dice.between(0, 20) + "." + dice.between(0, 9);
    }

    private static Document network(SampleRandom dice) {
        return new Document("publicAddress", "203.0.113." + dice.between(1, 254))
                .append("privateAddress", "10." + dice.between(0, 255) + "." + dice.between(0, 255) + ".7")
                .append("mac", "02:00:5e:" + dice.hex(2) + ":" + dice.hex(2) + ":" + dice.hex(2));
    }
}
