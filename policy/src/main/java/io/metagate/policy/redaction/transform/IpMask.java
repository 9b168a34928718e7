package io.metagate.policy.redaction.transform;

import io.metagate.policy.redaction.address.IpAddress;

/**
 * The network of an IP address: 24 bits of version 4, 48 bits of version 6, as CIDR. A version 4 address written as one
 * of version 6 ({@code ::ffff:192.0.2.1}) counts as version 4. All else is masked completely: names, addresses with a
 * port, a zone or a prefix length, and 6to4 addresses, whose first 48 bits hold a whole version 4 address.
 */
public record IpMask() implements MaskTransform {

    @Override
    public String name() {
        return "mask.ip";
    }

    @Override
    public <R> R acceptMask(MaskVisitor<R> visitor) {
        return visitor.ip(this);
    }

    @Override
    public String masked(String text) {
        return IpAddress.parse(text).flatMap(IpAddress::network).orElse(STARS);
    }
}
