package io.framewright.platform.egress;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the open internet from all others, after IANA's registries of special-purpose
 * addresses (RFC 6890). An IPv6 address that stands for an IPv4 address is judged as that address
 * where networks of today do so (mapped, NAT64 with the well-known prefix); older tunnels (6to4,
 * Teredo, ISATAP) lead anywhere and are refused whatever they hold.
 */
final class GlobalUnicast {

  private static final IPAddress IPV6_UNICAST = range("2000::/3");

  private static final List<IPAddress> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16/32", // the host of a virtual machine in Azure, which has its metadata
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(GlobalUnicast::range)
          .toList();

  private GlobalUnicast() {}

  private static IPAddress range(String text) {
    return new IPAddressString(text).getAddress();
  }

  static boolean is(InetAddress address) {
    return isGlobal(new IPAddressGenerator().from(address.getAddress()));
  }

  private static boolean isGlobal(IPAddress address) {
    if (!address.isIPv6()) {
      return !isSpecial(address);
    }
    IPv6Address six = address.toIPv6();
    if (six.isIPv4Mapped() || six.isWellKnownIPv4Translatable()) {
      return isGlobal(six.getEmbeddedIPv4Address());
    }
    return IPV6_UNICAST.contains(six) && !isIsatap(six) && !isSpecial(six);
  }

  /** An interface identifier after RFC 5214, whose second bit may be set. */
  private static boolean isIsatap(IPv6Address address) {
    int identifier = ByteBuffer.wrap(address.getBytes()).getInt(Long.BYTES);
    return (identifier & ~0x0200_0000) == 0x0000_5efe;
  }

  private static boolean isSpecial(IPAddress address) {
    return SPECIAL.stream().anyMatch(range -> range.contains(address));
  }
}
