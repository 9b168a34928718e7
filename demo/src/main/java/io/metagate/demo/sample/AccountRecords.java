package io.metagate.demo.sample;

import java.util.List;
import org.bson.Document;

/** Makes account records: who a customer is, where they work, what they back up. */
final class AccountRecords {

    private static final int DAYS_BACK = 3000;
    private static final int IN_A_COMPANY = 45;
    private static final int WITH_A_HINT = 25;
    private static final int WITH_A_SCORE = 40;
    private static final int AWKWARD = 6;
    private static final long TEBIBYTE = 1L << 40;

    private AccountRecords() {}

    static String id(long number) {
        return "acc-" + number;
    }

    /** The region of an account, which its devices and backup sets share. The first account is in the eu. */
    static String region(long number, long seed) {
        return number == 1 ? "eu" : new SampleRandom(seed, "region", number).oneOf(SampleWords.REGIONS);
    }

    static Document record(long number, long seed) {
        SampleRandom dice = new SampleRandom(seed, "account", number);
        Document record = common(number, seed, dice);
        if (number == 1) {
            return record.append("company", company(number, seed)).append("passwordHint", "my first dog");
        }
        if (dice.chance(IN_A_COMPANY)) {
            record.append("company", company(number, seed));
        }
        if (dice.chance(WITH_A_HINT)) {
            record.append("passwordHint", dice.oneOf(SampleWords.HINTS));
        }
        if (dice.chance(WITH_A_SCORE)) {
            record.append("internalScore", dice.between(0, 1000) / 10.0);
        }
        if (dice.chance(AWKWARD)) {
            dice.oneOf(List.of(AwkwardShape.values())).bend(record);
        }
        return record;
    }

    private static Document common(long number, long seed, SampleRandom dice) {
        SamplePerson holder = SamplePerson.holding(number, seed);
        return new Document("_id", id(number))
                .append("username", holder.username())
                .append("name", holder.name())
                .append("email", holder.email())
                .append("phone", holder.phone())
                .append("plan", number == 1 ? "business" : dice.oneOf(SampleWords.PLANS))
                .append("region", region(number, seed))
                .append("createdAt", SampleTime.within(dice, DAYS_BACK))
                .append("usedBytes", dice.between(0, TEBIBYTE))
                .append("devices", devices(number, seed));
    }

    private static Document company(long account, long seed) {
        SampleCompany corporation = SampleCompany.of(SampleCollections.companyOf(account), seed);
        return new Document("legalName", corporation.legalName())
                .append("notes", corporation.notes())
                .append("contacts", CompanyContacts.of(corporation));
    }

    private static List<Document> devices(long account, long seed) {
        return SampleDevice.ownedBy(account, seed).stream()
                .map(machine -> new Document("hostname", machine.hostname())
                        .append("os", machine.os())
                        .append("lastSeen", machine.lastSeen()))
                .toList();
    }
}
