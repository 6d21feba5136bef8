"""strongSwan's control interface (vici), as far as tests need it: requests and answers, one at a time."""

import socket
import struct

REQUEST, RESPONSE, UNKNOWN, REGISTER, UNREGISTER, CONFIRMED, UNKNOWN_EVENT, EVENT = range(8)
SECTION_START, SECTION_END, KEY_VALUE, LIST_START, LIST_ITEM, LIST_END = range(1, 7)


class ViciError(Exception):
    """What strongSwan refused, and why."""


class Vici:
    """A connection to strongSwan."""

    def __init__(self, path, timeout=30):
        """Connects."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(timeout)
        self._socket.connect(str(path))

    def close(self):
        """Ends the connection."""
        self._socket.close()

    def request(self, command, message=None, stream=None):
        """Gives a command; returns the answer, or what was streamed as events of the name `stream` before it."""
        streamed = []
        if stream:
            self._send(REGISTER, stream)
            assert self._receive()[0] == CONFIRMED
        self._send(REQUEST, command, encode(message or {}))
        while (packet := self._receive())[0] == EVENT:
            streamed.append(packet[1])
        if stream:
            self._send(UNREGISTER, stream)
            while self._receive()[0] == EVENT:
                pass
        if packet[0] != RESPONSE:
            raise ViciError(f"{command} is unknown")
        if packet[1].get("success", "yes") != "yes":
            raise ViciError(f"{command}: {packet[1].get('errmsg')}")
        return streamed if stream else packet[1]

    def _send(self, kind, name, message=b""):
        packet = bytes([kind, len(name)]) + name.encode() + message
        self._socket.sendall(struct.pack("!I", len(packet)) + packet)

    def _receive(self):
        packet = self._exactly(struct.unpack("!I", self._exactly(4))[0])
        start = 2 + packet[1] if packet[0] == EVENT else 1
        return packet[0], decode(packet[start:])

    def _exactly(self, count):
        octets = b""
        while len(octets) < count:
            piece = self._socket.recv(count - len(octets))
            if not piece:
                raise ViciError("strongSwan is gone")
            octets += piece
        return octets


def encode(section):
    """A dictionary of texts, octets, lists and dictionaries as a message."""
    octets = b""
    for name, value in section.items():
        name = bytes([len(name)]) + name.encode()
        if isinstance(value, dict):
            octets += bytes([SECTION_START]) + name + encode(value) + bytes([SECTION_END])
        elif isinstance(value, list):
            items = b"".join(bytes([LIST_ITEM]) + _value(item) for item in value)
            octets += bytes([LIST_START]) + name + items + bytes([LIST_END])
        else:
            octets += bytes([KEY_VALUE]) + name + _value(value)
    return octets


def decode(octets):
    """A message as a dictionary."""
    sections, items, position = [{}], None, 0
    while position < len(octets):
        kind, position = octets[position], position + 1
        name = value = None
        if kind in (SECTION_START, KEY_VALUE, LIST_START):
            end = position + 1 + octets[position]
            name, position = octets[position + 1:end].decode(), end
        if kind in (KEY_VALUE, LIST_ITEM):
            end = position + 2 + int.from_bytes(octets[position:position + 2], "big")
            value, position = octets[position + 2:end].decode(errors="replace"), end
        if kind == SECTION_START:
            sections.append(sections[-1].setdefault(name, {}))
        elif kind == SECTION_END:
            sections.pop()
        elif kind == LIST_START:
            items = sections[-1].setdefault(name, [])
        elif kind == LIST_ITEM:
            items.append(value)
        elif kind == KEY_VALUE:
            sections[-1][name] = value
    return sections[0]


def _value(value):
    octets = value if isinstance(value, bytes) else str(value).encode()
    return len(octets).to_bytes(2, "big") + octets
