"""Reading a Binding Acknowledgement as strictly as its rules are written."""

import hmac
import socket
import struct
from dataclasses import dataclass

from .wire import MOBILITY_HEADER, authenticator, checksum

PAD1, PADN, REFRESH_ADVICE, IDENTIFIER, AUTHENTICATION, TIMESTAMP = 0, 1, 2, 8, 9, 10


class ProtocolError(Exception):
    """The home agent sent what it must not send; the text says what."""


@dataclass(frozen=True)
class BindingAcknowledgement:
    """A Binding Acknowledgement (RFC 6275 section 6.1.8); lifetimes in units of 4 seconds."""

    source: str
    destination: str
    home_address: str
    has_routing_header: bool
    status: int
    keeps_key_management: bool
    sequence: int
    lifetime: int
    refresh_advice: int | None
    security_parameter_index: int | None
    timestamp: int | None = None
    #: The Network Access Identifier (RFC 4283 section 3.1).
    identifier: bytes | None = None

    @property
    def accepted(self):
        """Whether the binding was accepted."""
        return self.status < 128

    @property
    def authenticated(self):
        """Whether it came with an authenticator; that this one is right was a condition for reading it."""
        return self.security_parameter_index is not None


def read(packet, home_agent, care_of_address=None, key=None):
    """Reads a packet; `care_of_address` (as registered) and `key` are for the authenticator."""
    source, destination, next_header, message = _internet_header(packet)
    _require(source == home_agent, f"comes from {source}, not from the home agent {home_agent}")
    has_routing_header = next_header == 43
    _require(has_routing_header or next_header == MOBILITY_HEADER, f"next header {next_header}")
    home_address, message = _routing_header(message) if has_routing_header else (destination, message)
    _mobility_header(message, source, home_address)
    status, flags, sequence, lifetime = struct.unpack("!BBHH", message[6:12])
    _require(flags & 0x7F == 0, f"flags {flags:#04x}: none but K is ours to set")
    options = dict(_options(message))
    spi = _authentication(message, options, care_of_address, home_address, key)
    advice, timestamp, identifier = (options.get(kind) for kind in (REFRESH_ADVICE, TIMESTAMP, IDENTIFIER))
    _require(identifier is None or identifier[:1] == b"\x01", "an identifier that is no Network Access Identifier")
    return BindingAcknowledgement(
        source, destination, home_address, has_routing_header, status, bool(flags & 0x80), sequence, lifetime,
        int.from_bytes(advice, "big") if advice else None, spi,
        int.from_bytes(timestamp, "big") if timestamp else None, identifier[1:] if identifier else None)


def _require(condition, text):
    if not condition:
        raise ProtocolError(f"Binding Acknowledgement: {text}")


def _address(octets):
    return socket.inet_ntop(socket.AF_INET6, octets)


def _internet_header(packet):
    _require(len(packet) >= 40 and packet[0] >> 4 == 6, "no IPv6 packet")
    _require(int.from_bytes(packet[4:6], "big") == len(packet) - 40, "Payload Length is not the packet's")
    _require(packet[7] > 1, f"hop limit {packet[7]}")
    return _address(packet[8:24]), _address(packet[24:40]), packet[6], packet[40:]


def _routing_header(header):
    """RFC 6275 section 6.4: type 2, one address, one segment left."""
    _require(len(header) > 24, "routing header cut short")
    _require(header[0] == MOBILITY_HEADER, f"next header {header[0]} after the routing header")
    _require(header[1:4] == b"\x02\x02\x01", f"routing header with length, type and segments {header[1:4].hex()}")
    _require(header[4:8] == bytes(4), "reserved octets of the routing header are not zero")
    return _address(header[8:24]), header[24:]


def _mobility_header(message, source, home_address):
    _require(len(message) >= 16, "Mobility Header cut short")
    _require(len(message) == 8 * (message[1] + 1), f"Header Len {message[1]} for {len(message)} octets")
    _require(message[0] == 59, f"Payload Proto {message[0]}")
    _require(message[2] == 6, f"MH Type {message[2]}")
    _require(message[3] == 0, "reserved octet of the Mobility Header is not zero")
    _require(checksum(source, home_address, message) == 0,
             f"checksum is not over {source} and {home_address}")


def _options(message):
    """Pairs of type and data; alignments, lengths and padding are looked at as they pass."""
    position = 12
    while position < len(message):
        kind = message[position]
        if kind == PAD1:
            position += 1
            continue
        _require(position + 2 <= len(message), f"option {kind} without a length")
        data = message[position + 2:position + 2 + message[position + 1]]
        _require(len(data) == message[position + 1], f"option {kind} ends past the message")
        _require(kind != PADN or not any(data), "padding that is not zero")
        _require(kind != REFRESH_ADVICE or (len(data) == 2 and position % 2 == 0), "Refresh Advice misplaced")
        _require(kind != AUTHENTICATION or position % 4 == 1, "authentication option not at 4n+1")
        position += 2 + len(data)
        _require(kind != AUTHENTICATION or position == len(message), "octets after the MN-HA authentication")
        if kind != PADN:
            yield kind, data


def _authentication(message, options, care_of_address, home_address, key):
    data = options.get(AUTHENTICATION)
    if data is None:
        return None
    _require(len(data) == 17, f"authentication option of {len(data)} octets")
    _require(data[0] == 1, f"authentication of subtype {data[0]}")
    _require(key is not None, "authenticated, which nobody asked for")
    expected = authenticator(key, care_of_address, home_address, message[:-12])
    _require(hmac.compare_digest(expected, message[-12:]), "authenticator is wrong")
    return int.from_bytes(data[1:5], "big")
