package io.metagate.demo.sample;

import java.util.List;
import java.util.Locale;

/**
 * An invented corporate customer.
 *
 * @param id of its record
 * @param legalName what an invoice says
 * @param domain a reserved one
 * @param notes what the backup company thinks of it, and would not say to its face
 * @param contacts who answers for it
 */
record SampleCompany(String id, String legalName, String domain, String notes, List<SamplePerson> contacts) {

    SampleCompany {
        contacts = List.copyOf(contacts);
    }

    /** The corporation of that number; the first is always Acme. */
    static SampleCompany of(long number, long seed) {
        SampleRandom dice = new SampleRandom(seed, "corporation", number);
        String first = dice.oneOf(SampleWords.COMPANY_FIRST);
        String last = dice.oneOf(SampleWords.COMPANY_LAST);
        String domain = plain(first) + "-" + plain(last) + "-" + number + ".example";
        String legalName = first + " " + last + " " + number + " " + dice.oneOf(SampleWords.COMPANY_FORMS);
        return number == 1
                ? corporation(number, "Acme Backups GmbH", "acme.example", dice)
                : corporation(number, legalName, domain, dice);
    }

    private static SampleCompany corporation(long number, String legalName, String domain, SampleRandom dice) {
        return new SampleCompany(
                "com-" + number,
                legalName,
                domain,
                dice.oneOf(SampleWords.NOTES),
                List.of(SamplePerson.answeringFor(domain, dice)));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
