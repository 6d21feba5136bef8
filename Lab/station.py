"""A station: a small IPv6 host of the laboratory's own, on a packet socket."""

import contextlib
import socket
import threading
import time

from scapy.layers.inet6 import ICMPv6ND_NA, ICMPv6ND_NS, ICMPv6NDOptDstLLAddr, ICMPv6NDOptSrcLLAddr, IPv6

from .frame import Frame
from .inbox import Inbox

ETHERTYPE_IPV6 = 0x86DD
ETHERTYPE_ALL = 3
ALL_NODES = "ff02::1"


class Station:
    """A host on a link: it owns its addresses and speaks neighbor discovery for them, and nothing else by itself."""

    def __init__(self, node, interface, link, port, addresses=()):
        """Begins to receive on an interface of a namespace, whose cable ends at a port of the switch."""
        self.node, self.interface, self.link, self.port = node, interface, link, port
        self.addresses = list(addresses)
        self.neighbors = {}
        self._listeners = []
        with node.entered():
            # All protocols: such a socket sees packets even where eBPF keeps them from the kernel.
            self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERTYPE_ALL))
            self._socket.bind((interface, ETHERTYPE_ALL))
        self._socket.settimeout(0.2)
        self.link_layer_address = self._socket.getsockname()[4].hex(":")
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()

    def close(self):
        """Stops receiving."""
        thread, self._thread = self._thread, None
        if thread:
            thread.join()
            self._socket.close()

    def subscribe(self, function):
        """Has a function called with every received frame, on the station's own thread."""
        self._listeners.append(function)

    @contextlib.contextmanager
    def listen(self, match=lambda frame: True):
        """An `Inbox` of the frames that match, from now on."""
        inbox = Inbox()

        def listener(frame):
            if match(frame):
                inbox.put(frame)

        self._listeners.append(listener)
        try:
            yield inbox
        finally:
            self._listeners.remove(listener)

    def plugged_into(self, link):
        """Tells the station that its cable is in another link now."""
        self.link = link
        self.neighbors.clear()

    def send(self, packet, to=None):
        """Sends a packet, scapy's or octets, to its next hop or to a link-layer address."""
        octets = bytes(packet)
        self.transmit(to or self._next_hop(octets), octets)

    def transmit(self, to, octets):
        """Puts a packet into a frame and on the link."""
        addresses = bytes.fromhex((to + self.link_layer_address).replace(":", ""))
        self._socket.send(addresses + ETHERTYPE_IPV6.to_bytes(2, "big") + octets)

    def _next_hop(self, octets):
        if octets[24] == 0xFF:
            return "33:33:" + octets[36:40].hex(":")
        destination = socket.inet_ntop(socket.AF_INET6, octets[24:40])
        on_link = octets[24:32] == socket.inet_pton(socket.AF_INET6, self.link.address(0))[:8]
        return self.resolve(destination if on_link else self.link.router, asking_as=octets[8:24])

    def resolve(self, neighbor, asking_as=None):
        """The link-layer address of a neighbor, asked for when it is not known yet."""
        source = next((a for a in self.addresses if a.startswith(self.link.prefix + ":")), None)
        if source is None and asking_as:
            source = socket.inet_ntop(socket.AF_INET6, asking_as)
        for _ in range(3):
            if neighbor in self.neighbors:
                break
            with self.listen(lambda frame: frame.advertises(neighbor)) as answers:
                self.solicit(neighbor, source)
                answers.next(timeout=1)
        if neighbor not in self.neighbors:
            raise TimeoutError(f"{neighbor} does not answer on {self.link.name}")
        return self.neighbors[neighbor]

    def solicit(self, target, source="::", destination=None, to=None, hop_limit=255):
        """Sends a Neighbor Solicitation; from the unspecified address it is a probe for a duplicate."""
        last = socket.inet_pton(socket.AF_INET6, target)[13:]
        solicited_node = f"ff02::1:ff{last[0]:02x}:{last[1]:02x}{last[2]:02x}"
        packet = IPv6(src=source, dst=destination or solicited_node, hlim=hop_limit) / ICMPv6ND_NS(tgt=target)
        if source != "::":
            packet /= ICMPv6NDOptSrcLLAddr(lladdr=self.link_layer_address)
        self.send(packet, to)

    def advertise(self, target, destination=ALL_NODES, solicited=False, override=True, to=None, source=None):
        """Sends a Neighbor Advertisement for one of the station's addresses."""
        self.send(
            IPv6(src=source or target, dst=destination, hlim=255)
            / ICMPv6ND_NA(tgt=target, R=0, S=int(solicited), O=int(override))
            / ICMPv6NDOptDstLLAddr(lladdr=self.link_layer_address), to)

    def _receive(self):
        while self._thread:
            try:
                octets, (_, protocol, kind, *_) = self._socket.recvfrom(65535)
            except (TimeoutError, InterruptedError):
                continue
            except OSError:
                time.sleep(0.05)
                continue
            if protocol != ETHERTYPE_IPV6 or kind == socket.PACKET_OUTGOING:
                continue
            frame = Frame(octets[6:12].hex(":"), octets[:6].hex(":"), octets[14:], time.monotonic())
            self._discover(frame)
            for listener in list(self._listeners):
                listener(frame)

    def _discover(self, frame):
        if frame.next_header != 58:
            return
        packet = frame.ipv6
        if ICMPv6ND_NA in packet:
            self.neighbors[packet[ICMPv6ND_NA].tgt] = frame.source
        elif ICMPv6ND_NS in packet:
            if packet.src != "::":
                self.neighbors[packet.src] = frame.source
            if packet[ICMPv6ND_NS].tgt in self.addresses:
                self._answer(packet[ICMPv6ND_NS].tgt, packet.src, frame.source)

    def _answer(self, target, asker, asker_link_layer_address):
        if asker == "::":
            self.advertise(target)
        else:
            self.advertise(target, asker, solicited=True, to=asker_link_layer_address)
