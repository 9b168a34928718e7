package io.metagate.policy.redaction.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "0.0.0.0, 0.0.0.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "2001:db8:0:1:2:3:4:5, 2001:db8::/48",
        "2001:DB8:00aF::1, 2001:db8:af::/48",
        "2001:0:af::1, 2001:0:af::/48",
        "0:0:af::1, 0:0:af::/48",
        "::1, ::/48",
        "::, ::/48",
        "1::, 1::/48",
        "1:2:3:4:5:6:7::, 1:2:3::/48",
        "::2:3:4:5:6:7:8, 0:2:3::/48",
        "fe80::203.0.113.77, fe80::/48",
        "64:ff9b::203.0.113.77, 64:ff9b::/48",
        "::ffff:203.0.113.77, 203.0.113.0/24",
        "::FFFF:cb00:714d, 203.0.113.0/24",
        "0:0:0:0:0:ffff:203.0.113.77, 203.0.113.0/24",
    })
    void tellsTheNetworkOfAnAddress(String address, String network) {
        assertThat(IpAddress.parse(address).flatMap(IpAddress::network)).hasValue(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2002:cb00:714d::1", "2002::", "2002:203:7:1:2:3:4:5"})
    void tellsNoNetworkOfAnAddressWhosePrefixHoldsAnother(String address) {
        assertThat(IpAddress.parse(address)).isPresent();
        assertThat(IpAddress.parse(address).flatMap(IpAddress::network)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "203.0.113",
                "203.0.113.77.1",
                "203.0.113.256",
                "203.0.113.077",
                "203.0.113.",
                ".203.0.113.77",
                "203.0.113.77 ",
                "203.0.113.77:80",
                "203.0.113.77/24",
                "203.0.113.-1",
                "203.0.113.+1",
                "٢٠٣.0.113.77",
                "0xcb.0.113.77",
                "3405803853",
                "localhost",
                "acme.example",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1::2::3",
                ":::",
                ":1",
                "1:",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "12345::",
                "g::",
                "[2001:db8::1]",
                "2001:db8::1%eth0",
                "2001:db8::/48",
                "203.0.113.77::",
                "::203.0.113.77:1",
                "::ffff:203.0.113.256",
                "00:1a:2b:3c:4d:5e",
                "１::",
            })
    void knowsWhatIsNotAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
