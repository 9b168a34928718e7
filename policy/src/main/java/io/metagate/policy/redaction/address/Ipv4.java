package io.metagate.policy.redaction.address;

import java.util.Optional;

/** An address of version 4 by its 32 bits. */
record Ipv4(int bits) implements IpAddress {

    private static final int OCTETS = 4;
    private static final int LONGEST = 15;

    static Optional<Ipv4> read(String text) {
        String[] octets = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (octets.length != OCTETS) {
            return Optional.empty();
        }
        int bits = 0;
        for (String octet : octets) {
            if (!isOctet(octet)) {
                return Optional.empty();
            }
            bits = (bits << 8) | Integer.parseInt(octet);
        }
        return Optional.of(new Ipv4(bits));
    }

    @Override
    public Optional<String> network() {
        return Optional.of(octet(24) + "." + octet(16) + "." + octet(8) + ".0/24");
    }

    private int octet(int shift) {
        return (bits >>> shift) & 0xFF;
    }

    /** Numbers with leading zeros are octal to some programs and decimal to others. */
    private static boolean isOctet(String text) {
        return !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0')
                && Integer.parseInt(text) <= 255;
    }
}
