"""Mobile IPv6 packets as a mobile node makes them: scapy's layers, finished by hand where octets matter."""

import hashlib
import hmac
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from scapy.layers.inet6 import HAO, IPv6, IPv6ExtHdrDestOpt, MIP6MH_BU, MIP6OptAltCoA, MIP6OptMsgAuth
from scapy.packet import Raw

MOBILITY_HEADER = 135


class MobileNodeAuthentication(MIP6OptMsgAuth):
    """The MN-HA authentication option (RFC 4285 section 5.1), placed so that it ends the message."""

    x, y = 8, 5


def octets(address):
    """The 16 octets of an address."""
    return socket.inet_pton(socket.AF_INET6, address)


def checksum(source, destination, message, next_header=MOBILITY_HEADER):
    """The checksum of a message over the IPv6 pseudo-header (RFC 8200 section 8.1), its own field counted as it is."""
    data = octets(source) + octets(destination) + struct.pack("!II", len(message), next_header) + message
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def authenticator(key, care_of_address, home_address, message):
    """RFC 4285 section 5.1: the first 96 bits of HMAC-SHA1 over both addresses and the message up to the SPI."""
    data = octets(care_of_address) + octets(home_address) + message[:4] + bytes(2) + message[6:]
    return hmac.new(key, data, hashlib.sha1).digest()[:12]


def enclose(source, destination, message, home_address=None, hop_limit=64):
    """An IPv6 packet with a Mobility Header, its checksum set, behind a Home Address option when there is one."""
    sum_source = home_address or source
    message = message[:4] + bytes(2) + message[6:]
    message = message[:4] + struct.pack("!H", checksum(sum_source, destination, message)) + message[6:]
    return carry(source, destination, message, home_address, hop_limit)


def carry(source, destination, message, home_address=None, hop_limit=64):
    """The same with the checksum that the message has."""
    packet = IPv6(src=source, dst=destination, hlim=hop_limit)
    if home_address:
        packet /= IPv6ExtHdrDestOpt(nh=MOBILITY_HEADER, options=[HAO(hoa=home_address)])
    else:
        packet.nh = MOBILITY_HEADER
    return bytes(packet / Raw(message))


@dataclass
class BindingUpdate:
    """A Binding Update for a home agent (RFC 6275 section 6.1.7); lifetime in units of 4 seconds."""

    home_address: str
    source: str
    home_agent: str
    sequence: int
    lifetime: int = 150
    flags: str = "AH"
    alternate: str | None = None
    key: bytes | None = None
    security_parameter_index: int = 0x1000
    options: list = field(default_factory=list)
    with_home_address_option: bool = True
    #: Changes the octets of the Mobility Header before they are authenticated.
    edit: Callable[[bytearray], None] | None = None

    @property
    def care_of_address(self):
        """The address that the update registers."""
        return self.alternate or self.source

    def message(self):
        """The Mobility Header, its checksum 0, authenticated when there is a key."""
        options = list(self.options)
        if self.alternate:
            options.insert(0, MIP6OptAltCoA(acoa=self.alternate))
        if self.key is not None:
            options.append(MobileNodeAuthentication(
                subtype=1, mspi=self.security_parameter_index, authdata=bytes(12)))
        message = bytearray(self._header(options))
        if self.edit:
            self.edit(message)
        if self.key is not None:
            message[-12:] = authenticator(self.key, self.care_of_address, self.home_address, message[:-12])
        return bytes(message)

    def packet(self):
        """The whole packet."""
        home_address = self.home_address if self.with_home_address_option else None
        return enclose(self.source, self.home_agent, self.message(), home_address)

    def _header(self, options):
        return bytes(MIP6MH_BU(
            cksum=0, res=0, seq=self.sequence, flags=self.flags, mhtime=self.lifetime, options=options))


def redirected(packet, destination):
    """A packet sent to another address instead; its checksum stays as right or wrong as it was."""
    changed = packet[:24] + octets(destination) + packet[40:]
    position = 40
    next_header = packet[6]
    while next_header == 60:
        next_header, position = packet[position], position + 8 * (packet[position + 1] + 1)
    field = position + (4 if next_header == MOBILITY_HEADER else 2)
    if field + 2 > len(packet):
        return changed
    words = struct.unpack("!8H", packet[24:40]) + tuple(word ^ 0xFFFF for word in struct.unpack("!8H", changed[24:40]))
    total = sum(words) + int.from_bytes(packet[field:field + 2], "big")
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return changed[:field] + total.to_bytes(2, "big") + changed[field + 2:]
