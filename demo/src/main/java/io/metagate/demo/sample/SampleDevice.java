package io.metagate.demo.sample;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * An invented computer that is backed up.
 *
 * @param number from 1 on, over all accounts
 * @param account the number of the account it belongs to
 * @param hostname what its owner called it
 * @param os its operating system
 * @param lastSeen when it last called
 */
record SampleDevice(long number, long account, String hostname, String os, Date lastSeen) {

    /** The machine of that number. Accounts with an odd number own one machine, those with an even number two. */
    static SampleDevice of(long number, long seed) {
        SampleRandom dice = new SampleRandom(seed, "machine", number);
        String owner = dice.oneOf(SampleWords.FIRST_NAMES).toLowerCase(Locale.ROOT);
        return new SampleDevice(
                number,
                (number * 2 + 2) / 3,
                owner + "-" + dice.oneOf(SampleWords.MODELS) + "-" + number,
                dice.oneOf(SampleWords.SYSTEMS),
                SampleTime.within(dice, 90));
    }

    /** How many machines that many accounts own together. */
    static long owned(long accounts) {
        return accounts * 3 / 2;
    }

    /** The machines of one account. */
    static List<SampleDevice> ownedBy(long account, long seed) {
        return LongStream.rangeClosed(owned(account - 1) + 1, owned(account))
                .mapToObj(number -> of(number, seed))
                .toList();
    }
}
