"""A packet as a station received it."""

from dataclasses import dataclass
from functools import cached_property

from scapy.layers.inet6 import ICMPv6ND_NA, ICMPv6ND_NS, ICMPv6ND_RA, IPv6


@dataclass(frozen=True)
class Frame:
    """An IPv6 packet with the link-layer addresses it came with, and when it came (monotonic seconds)."""

    source: str
    destination: str
    packet: bytes
    time: float

    @cached_property
    def ipv6(self):
        """The packet as scapy reads it."""
        return IPv6(self.packet)

    @property
    def next_header(self):
        """The Next Header field of the IPv6 header."""
        return self.packet[6]

    def advertises(self, target):
        """Whether this is a Neighbor Advertisement for a target."""
        return ICMPv6ND_NA in self.ipv6 and self.ipv6[ICMPv6ND_NA].tgt == target

    def solicits(self, target):
        """Whether this is a Neighbor Solicitation for a target."""
        return ICMPv6ND_NS in self.ipv6 and self.ipv6[ICMPv6ND_NS].tgt == target

    def probes(self, target):
        """Whether this is a duplicate address detection probe for a target."""
        return self.solicits(target) and self.ipv6.src == "::"

    @property
    def is_router_advertisement(self):
        """Whether this is a Router Advertisement."""
        return ICMPv6ND_RA in self.ipv6

    @property
    def mobility_header(self):
        """The Mobility Header, after a routing header if there is one; `None` when the packet has none."""
        if self.next_header == 135:
            return self.packet[40:]
        if self.next_header == 43 and self.packet[40] == 135:
            return self.packet[40 + 8 * (self.packet[41] + 1):]
        return None

    @property
    def mobility_type(self):
        """The MH Type, `None` when the packet has no Mobility Header."""
        header = self.mobility_header
        return header[2] if header else None
