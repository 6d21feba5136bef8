"""A mobile node towards a correspondent: return routability, and bindings at it (RFC 6275 sections 5.2 and 11.7.2)."""

import hashlib
import hmac
import os
import struct

from scapy.packet import Raw

from . import acknowledgement
from .wire import enclose, octets

HOME_TEST_INIT, CARE_OF_TEST_INIT, HOME_TEST, CARE_OF_TEST = 1, 2, 3, 4
NONCE_INDICES, BINDING_AUTHORIZATION = 4, 5
ACKNOWLEDGE = 0x8000


class Correspondence:
    """A mobile node and one correspondent. Lifetimes are in units of 4 seconds."""

    def __init__(self, mobile_node, correspondent):
        """Begins without any token."""
        self.mobile_node, self.correspondent = mobile_node, correspondent
        self.sequence = int.from_bytes(os.urandom(2), "big")
        self.home_index = self.care_of_index = None
        self.home_token = self.care_of_token = b""

    def test(self, timeout=3.0):
        """Runs both tests; the home test by the home agent, the care-of test directly."""
        self.home_index, self.home_token = self._run(
            HOME_TEST_INIT, HOME_TEST, self.mobile_node.home_address, timeout)
        self.care_of_index, self.care_of_token = self._run(
            CARE_OF_TEST_INIT, CARE_OF_TEST, self.mobile_node.care_of_address, timeout)

    def bind(self, lifetime=105, flags=ACKNOWLEDGE, timeout=3.0):
        """Tells the correspondent where the node is, or with lifetime 0 to forget it; returns what acknowledges it."""
        key = hashlib.sha1(self.home_token + (self.care_of_token if lifetime else b"")).digest()
        registered = self.mobile_node.care_of_address if lifetime else self.mobile_node.home_address
        message = self.binding_update(key, registered, lifetime, flags)
        packet = enclose(
            self.mobile_node.care_of_address, self.correspondent, message, home_address=self.mobile_node.home_address)
        with self.mobile_node.acknowledgements() as answers:
            self.mobile_node.station.send(packet)
            frame = answers.next(timeout)
        if not frame:
            return None
        assert self.authorization(key, registered, frame.mobility_header[:-12]) == frame.mobility_header[-12:]
        return acknowledgement.read(frame.packet, self.correspondent)

    def binding_update(self, key, registered, lifetime, flags=ACKNOWLEDGE):
        """A Binding Update with the next sequence number, authorized with a binding management key."""
        self.sequence = (self.sequence + 1) % (1 << 16)
        message = struct.pack("!BBBBHHHH", 59, 3, 5, 0, 0, self.sequence, flags, lifetime)
        message += struct.pack("!BBHH", NONCE_INDICES, 4, self.home_index, self.care_of_index if lifetime else 0)
        message += struct.pack("!BB", BINDING_AUTHORIZATION, 12)
        return message + self.authorization(key, registered, message)

    def authorization(self, key, registered, message):
        """The authenticator of a message up to it (RFC 6275 section 6.2.7)."""
        data = octets(registered) + octets(self.correspondent) + message[:4] + bytes(2) + message[6:]
        return hmac.new(key, data, hashlib.sha1).digest()[:12]

    def _run(self, question, answer, source, timeout):
        cookie = os.urandom(8)
        message = struct.pack("!BBBBHH", 59, 1, question, 0, 0, 0) + cookie
        packet = enclose(source, self.correspondent, message)
        node = self.mobile_node
        with node.station.listen(lambda frame: self._answers(frame, answer, cookie)) as answers:
            node.station.send(node.tunnelled(Raw(packet)) if source == node.home_address else packet)
            frame = answers.next(timeout)
        if not frame:
            raise TimeoutError(f"{self.correspondent} does not answer a test of {source}")
        message = self._message(frame)
        return int.from_bytes(message[6:8], "big"), message[16:24]

    def _answers(self, frame, kind, cookie):
        message = self._message(frame)
        return len(message) == 24 and message[2] == kind and message[8:16] == cookie

    def _message(self, frame):
        """The Mobility Header of what came directly, or through the home agent's tunnel."""
        packet = frame.packet[40:] if self.mobile_node.is_tunnelled(frame) else frame.packet
        return packet[40:] if packet[6] == 135 else b""
