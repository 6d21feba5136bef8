"""A mobile node that speaks ESP with its home agent: scapy's, which knows nothing of the kernel's."""

import os
from dataclasses import dataclass, field

from scapy.layers.inet6 import IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting
from scapy.layers.ipsec import ESP, SecurityAssociation
from scapy.packet import Raw

from .mobile_node import MobileNode

ESP_HEADER = 50
ROUTING_HEADER = 43


@dataclass
class Keys:
    """One association: an SPI, and the keys of AES-CBC with HMAC-SHA-256, of AES-GCM, or of HMAC-SHA-256 alone."""

    spi: int
    transform: str = "cbc"
    encryption: bytes = field(default_factory=lambda: os.urandom(16))
    integrity: bytes = field(default_factory=lambda: os.urandom(32))
    #: How many packets were written with it.
    sequence: int = 0

    @property
    def line(self):
        """What the home agent's configuration says of it."""
        integrity = f"integrity hmac-sha-256 hex {self.integrity.hex()}"
        said = {"cbc": f"aes-cbc hex {self.encryption.hex()} {integrity}",
                "gcm": f"aes-gcm hex {(self.encryption + self.integrity[:4]).hex()}", "null": f"null {integrity}"}
        return f"spi hex {self.spi:x} encryption {said[self.transform]}"

    def encrypt(self, packet, tunnel_header=None):
        """A packet under ESP, with the next sequence number."""
        self.sequence += 1
        return self.association(tunnel_header).encrypt(packet, seq_num=self.sequence)

    def association(self, tunnel_header=None):
        """Scapy's form of it."""
        said = {"cbc": dict(crypt_algo="AES-CBC", crypt_key=self.encryption, auth_algo="SHA2-256-128",
                            auth_key=self.integrity),
                "gcm": dict(crypt_algo="AES-GCM", crypt_key=self.encryption + self.integrity[:4]),
                "null": dict(crypt_algo="NULL", crypt_key=b"", auth_algo="SHA2-256-128", auth_key=self.integrity)}
        return SecurityAssociation(ESP, spi=self.spi, tunnel_header=tunnel_header, **said[self.transform])


class KeyRing:
    """The associations of a mobile node, in and out as its home agent sees it."""

    def __init__(self, first_spi, transform="cbc"):
        """Makes keys that nobody has."""
        self.inbound, self.outbound, self.tunnel_inbound, self.tunnel_outbound = (
            Keys(first_spi + number, transform) for number in range(4))

    @property
    def lines(self):
        """The lines of its host group."""
        return (f"  ipsec manual inbound {self.inbound.line}\n  ipsec manual outbound {self.outbound.line}\n"
                f"  ipsec manual tunnel inbound {self.tunnel_inbound.line}\n"
                f"  ipsec manual tunnel outbound {self.tunnel_outbound.line}\n")


class ProtectedNode(MobileNode):
    """A mobile node whose messages to its home agent, and what else it is told to, go under ESP."""

    def __init__(self, topology, home_address, keys, **options):
        """Makes a mobile node with keys."""
        super().__init__(topology, home_address, **options)
        self.keys = keys

    def binding_update(self, **fields):
        """A Binding Update with the next sequence number, whose care-of address ESP covers."""
        return super().binding_update(**dict(alternate=self.care_of_address) | fields)

    def exchange(self, update, timeout=3.0, to=None):
        """Sends a Binding Update under ESP, and returns what acknowledges it under ESP; `None` when nothing does."""
        with self.station.listen(self.is_protected) as answers:
            self.station.send(self.protect(update.packet()), to)
            while frame := answers.next(timeout):
                packet = self.disclose(frame.packet)
                if packet[40 + (24 if packet[6] == ROUTING_HEADER else 0) + 2] != 6:
                    continue
                answer = self.read(_Opened(packet), update)
                if answer.status == 135 or answer.sequence == update.sequence:
                    return answer
        return None

    def protect(self, packet, keys=None):
        """A packet under ESP in transport mode: everything after its Home Address option."""
        packet = IPv6(bytes(packet))
        option = packet.getlayer(IPv6ExtHdrDestOpt)
        upper = bytes(option.payload if option else packet.payload)
        protocol = option.nh if option else packet.nh
        plain = IPv6(src=self.home_address, dst=packet.dst, nh=protocol) / Raw(upper)
        esp = bytes((keys or self.keys.inbound).encrypt(plain).payload)
        outer = IPv6(src=packet.src, dst=packet.dst)
        if option:
            return bytes(outer / IPv6ExtHdrDestOpt(nh=ESP_HEADER, options=option.options) / Raw(esp))
        outer.nh = ESP_HEADER
        return bytes(outer / Raw(esp))

    def disclose(self, packet, keys=None):
        """What came under ESP in transport mode, as it was before."""
        packet = IPv6(packet)
        routing = packet.getlayer(IPv6ExtHdrRouting)
        esp = bytes(routing.payload if routing else packet.payload)
        sealed = IPv6(src=packet.src, dst=self.home_address, nh=ESP_HEADER) / ESP(esp)
        plain = (keys or self.keys.outbound).association().decrypt(sealed)
        outer = IPv6(src=packet.src, dst=packet.dst)
        if routing:
            return bytes(outer / IPv6ExtHdrRouting(
                nh=plain.nh, type=2, segleft=1, addresses=routing.addresses) / Raw(bytes(plain.payload)))
        outer.nh = plain.nh
        return bytes(outer / Raw(bytes(plain.payload)))

    def is_protected(self, frame, keys=None):
        """Whether a frame came from the home agent under ESP in transport mode."""
        return frame.ipv6.src == self.home_agent and self._spi(frame.packet) == (keys or self.keys.outbound).spi

    def protected_tunnel(self, packet, keys=None):
        """A packet in the reverse tunnel, under ESP."""
        header = IPv6(src=self.care_of_address, dst=self.home_agent)
        return bytes((keys or self.keys.tunnel_inbound).encrypt(IPv6(bytes(packet)), header))

    def comes_through_protected_tunnel(self, frame):
        """Whether a frame came through the tunnel under ESP."""
        return (frame.ipv6.src == self.home_agent and frame.ipv6.dst == self.care_of_address
                and self._spi(frame.packet) == self.keys.tunnel_outbound.spi)

    def out_of_tunnel(self, frame):
        """What a frame carried through the tunnel under ESP."""
        header = IPv6(src=self.home_agent, dst=self.care_of_address)
        return self.keys.tunnel_outbound.association(header).decrypt(IPv6(frame.packet))

    @staticmethod
    def _spi(packet):
        position, next_header = 40, packet[6]
        if next_header == ROUTING_HEADER:
            position, next_header = position + 8 * (packet[41] + 1), packet[40]
        return int.from_bytes(packet[position:position + 4], "big") if next_header == ESP_HEADER else None


@dataclass(frozen=True)
class _Opened:
    """A packet that is open now."""

    packet: bytes
