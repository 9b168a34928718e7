package io.metagate.demo.sample;

import java.text.Normalizer;
import java.util.Locale;

/**
 * An invented person. The telephone number is of the range 555, which belongs to nobody.
 *
 * @param username unique among all people of one sample
 * @param name first and last name
 * @param email at a reserved domain
 * @param phone in the international form
 */
record SamplePerson(String username, String name, String email, String phone) {

    /** The holder of the first account: the one that examples speak of. */
    private static final SamplePerson JANE =
            new SamplePerson("jane.roe", "Jane Roe", "jane.roe@acme.example", "+15550100123");

    /** The holder of that account; the first account is always Jane Roe's. */
    static SamplePerson holding(long account, long seed) {
        return account == 1 ? JANE : invented(new SampleRandom(seed, "person", account), "." + account, "mail.example");
    }

    /** Somebody who answers for a company. */
    static SamplePerson answeringFor(String domain, SampleRandom dice) {
        return invented(dice, "", domain);
    }

    private static SamplePerson invented(SampleRandom dice, String suffix, String domain) {
        String first = dice.oneOf(SampleWords.FIRST_NAMES);
        String last = dice.oneOf(SampleWords.LAST_NAMES);
        String username = plain(first) + "." + plain(last) + suffix;
        String phone = "+1555" + (1_000_000 + dice.between(0, 8_999_999));
        return new SamplePerson(username, first + " " + last, username + "@" + domain, phone);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
