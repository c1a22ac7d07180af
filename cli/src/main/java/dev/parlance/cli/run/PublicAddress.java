package dev.parlance.cli.run;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Whether an address belongs to the public Internet. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; of IPv6 only 2000::/3 is
 * given out, and what carries an IPv4 address or a tunnel in it counts as not public.
 */
final class PublicAddress {
    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        if (address instanceof Inet4Address) {
            return !(first == 0
                    || first == 10
                    || first == 127
                    || first >= 224
                    || first == 100 && second >= 64 && second < 128
                    || first == 169 && second == 254
                    || first == 172 && second >= 16 && second < 32
                    || first == 192 && second == 168
                    || first == 192 && second == 0 && (third == 0 || third == 2)
                    || first == 198 && (second == 18 || second == 19)
                    || first == 198 && second == 51 && third == 100
                    || first == 203 && second == 0 && third == 113);
        }
        boolean givenOut = (first & 0xe0) == 0x20;
        boolean tunnel = first == 0x20 && second == 0x02 || first == 0x20 && second == 0x01 && third < 2;
        boolean documentation = first == 0x20 && second == 0x01 && third == 0x0d && (bytes[3] & 0xff) == 0xb8;
        return givenOut && !tunnel && !documentation;
    }
}
