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
record Corporation(String id, String legalName, String domain, String notes, List<Person> contacts) {

    Corporation {
        contacts = List.copyOf(contacts);
    }

    /** The corporation of that number; the first is always Acme. */
    static Corporation of(long number, long seed) {
        Dice dice = new Dice(seed, "corporation", number);
        String first = dice.oneOf(Words.COMPANY_FIRST);
        String last = dice.oneOf(Words.COMPANY_LAST);
        String domain = plain(first) + "-" + plain(last) + "-" + number + ".example";
        String legalName = first + " " + last + " " + number + " " + dice.oneOf(Words.COMPANY_FORMS);
        return number == 1
                ? corporation(number, "Acme Backups GmbH", "acme.example", dice)
                : corporation(number, legalName, domain, dice);
    }

    private static Corporation corporation(long number, String legalName, String domain, Dice dice) {
        return new Corporation(
                "com-" + number,
                legalName,
                domain,
                dice.oneOf(Words.NOTES),
                List.of(Person.answeringFor(domain, dice)));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
