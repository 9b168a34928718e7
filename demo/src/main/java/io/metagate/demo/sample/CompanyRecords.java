package io.metagate.demo.sample;

import java.util.List;
import org.bson.Document;

/** Makes company records: internal details of corporate customers. */
final class CompanyRecords {

    private static final int DAYS_BACK = 3000;
    private static final List<String> TIERS = List.of("silver", "gold", "platinum");

    private CompanyRecords() {}

    static Document record(long number, long seed) {
        SampleCompany corporation = SampleCompany.of(number, seed);
        SampleRandom dice = new SampleRandom(seed, "company", number);
        return new Document("_id", corporation.id())
                .append("legalName", corporation.legalName())
                .append("domain", corporation.domain())
                .append("region", number == 1 ? "eu" : dice.oneOf(SampleWords.REGIONS))
                .append("tier", dice.oneOf(TIERS))
                .append("createdAt", SampleTime.within(dice, DAYS_BACK))
                .append("seats", (int) dice.between(5, 5000))
                .append("contacts", CompanyContacts.of(corporation))
                .append("internal", internal(corporation, dice));
    }

    private static Document internal(SampleCompany corporation, SampleRandom dice) {
        SamplePerson manager = SamplePerson.answeringFor("backup.example", dice);
        return new Document("notes", corporation.notes())
                .append("accountManager", manager.email())
                .append("creditLimit", dice.between(1, 500) * 1000)
                .append("vpnGateway", "203.0.113." + dice.between(1, 254))
                .append("singleSignOn", "https://login." + corporation.domain() + "/saml");
    }
}
