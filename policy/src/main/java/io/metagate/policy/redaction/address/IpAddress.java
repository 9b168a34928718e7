package io.metagate.policy.redaction.address;

import java.util.Optional;

/** An IP address. */
public sealed interface IpAddress permits Ipv4, Ipv6 {

    /** The network of the address as CIDR, where it can be told without telling the address. */
    Optional<String> network();

    /**
     * The address that a text is, and nothing else in it: four decimal numbers without leading zeros, or a form of RFC
     * 4291, section 2.2. A version 4 address mapped into version 6 is read as what it is.
     */
    static Optional<IpAddress> parse(String text) {
        Optional<Ipv6> six = Ipv6.read(text);
        Optional<Ipv4> four = six.isPresent() ? six.flatMap(Ipv6::mapped) : Ipv4.read(text);
        return four.<IpAddress>map(address -> address).or(() -> six);
    }
}
