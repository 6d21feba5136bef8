"""A mobile node, scripted: it registers, moves, returns home and answers pings, and complains of whatever is wrong."""

import random
import time

from scapy.layers.inet6 import ICMPv6EchoReply, ICMPv6EchoRequest, IPv6

from . import acknowledgement
from .listener import is_for_listeners, is_traffic
from .topology import HOME, HOME_AGENT_ADDRESS
from .wire import BindingUpdate

IPV6_IN_IPV6 = 41
RETRANSMISSIONS = (1.5, 1.0, 2.0, 4.0)


class MobileNode:
    """A mobile node on a station. Sequence numbers begin anywhere; lifetimes are in units of 4 seconds."""

    def __init__(self, topology, home_address, key=None, spi=0x1000, *, station=None, home_agent=HOME_AGENT_ADDRESS):
        """Makes a mobile node whose cable is plugged in at home, without its home address in use yet."""
        self.topology, self.home_address, self.home_agent = topology, home_address, home_agent
        self.key, self.spi = key, spi
        self.station = station or topology.station(HOME)
        self.care_of_address = None
        self.sequence = random.randrange(1 << 16)
        self.echo_requests = []
        self.complaints = []
        self.station.subscribe(self._receive)

    @property
    def is_at_home(self):
        """Whether the home address is in use on the home link."""
        return self.care_of_address is None

    def move(self, link, identifier=None):
        """Plugs the cable into a foreign link and takes a care-of address there; registers nothing."""
        self._plug(link)
        self.care_of_address = link.address(identifier or self.home_address.rsplit(":", 1)[1])
        self.station.addresses[:] = [self.care_of_address]
        self.station.advertise(self.care_of_address)

    def binding_update(self, **fields):
        """A Binding Update with the next sequence number, or with other fields."""
        self.sequence = (self.sequence + 1) % (1 << 16)
        usual = dict(
            home_address=self.home_address, source=self.care_of_address or self.home_address,
            home_agent=self.home_agent, sequence=self.sequence, key=self.key, security_parameter_index=self.spi)
        return BindingUpdate(**usual | fields)

    def exchange(self, update, timeout=3.0, to=None):
        """Sends a Binding Update once and returns what acknowledges it; `None` when nothing does in time.

        Late acknowledgements of earlier updates are passed over (RFC 6275 section 11.7.3).
        """
        with self.acknowledgements() as answers:
            self.station.send(update.packet(), to)
            deadline = time.monotonic() + timeout
            while (left := deadline - time.monotonic()) > 0 and (frame := answers.next(left)):
                answer = self.read(frame, update)
                if answer.status == 135 or answer.sequence == update.sequence:
                    return answer
        return None

    def acknowledgements(self):
        """Listens for Binding Acknowledgements."""
        return self.station.listen(lambda frame: frame.mobility_type == 6)

    def read(self, frame, update):
        """Reads the Binding Acknowledgement of an update, strictly; a violation is an exception."""
        answer = acknowledgement.read(frame.packet, self.home_agent, update.care_of_address, update.key)
        if answer.home_address != update.home_address or answer.destination != update.source:
            raise acknowledgement.ProtocolError(f"acknowledges {answer.home_address} to {answer.destination}")
        if answer.has_routing_header != (update.source != update.home_address):
            raise acknowledgement.ProtocolError("type 2 routing header exactly when the mobile node is away")
        return answer

    def register(self, lifetime=150, to=None, **fields):
        """Registers, retransmitting with new sequence numbers (RFC 6275 section 11.8)."""
        for timeout in RETRANSMISSIONS:
            answer = self.exchange(self.binding_update(lifetime=lifetime, **fields), timeout, to)
            if answer:
                return answer
        raise TimeoutError(f"no Binding Acknowledgement for {self.home_address} at {self.care_of_address}")

    def deregister(self):
        """Gives the binding up from where the node is."""
        return self.register(lifetime=0)

    def return_home(self):
        """Goes home by the rules of RFC 6275 section 11.5.5 and returns what acknowledges it."""
        answer = self.register(lifetime=0, to=self.arrive_home(), with_home_address_option=False)
        self.station.advertise(self.home_address)
        return answer

    def arrive_home(self):
        """Plugs the cable in at home, ready to de-register; returns the home agent's link-layer address."""
        self._plug(HOME)
        self.care_of_address = None
        self.station.addresses.clear()
        home_agent = self.home_agent_link_layer_address()
        self.station.addresses.append(self.home_address)
        return home_agent

    def home_agent_link_layer_address(self):
        """Learned from the home agent's defense of the home address, without using that address."""
        with self.station.listen(lambda frame: frame.advertises(self.home_address)) as answers:
            self.station.solicit(self.home_address)
            frame = answers.next(timeout=2)
        return frame.source if frame else self.station.resolve(self.home_agent, asking_as=bytes(16))

    def send(self, packet):
        """Sends a packet from the home address: through the reverse tunnel when away."""
        self.station.send(packet if self.is_at_home else self.tunnelled(packet))

    def tunnelled(self, packet):
        """A packet in the reverse tunnel."""
        return IPv6(src=self.care_of_address, dst=self.home_agent, nh=IPV6_IN_IPV6) / packet

    def is_tunnelled(self, frame):
        """Whether a frame came through the home agent's tunnel to where the node is now."""
        outer = frame.ipv6
        return frame.next_header == IPV6_IN_IPV6 and outer.dst == self.care_of_address

    def tunnel(self, match=is_traffic):
        """Listens for packets that come through the tunnel; questions about groups only if they match."""
        return self.station.listen(lambda frame: self.is_tunnelled(frame) and match(frame.ipv6.payload))

    def _plug(self, link):
        self.topology.move(self.station.port, link)
        self.station.plugged_into(link)

    def _receive(self, frame):
        if self.is_at_home:
            if frame.ipv6.dst == self.home_address and self.home_address in self.station.addresses:
                self._receive_packet(frame.ipv6, frame)
        elif self.is_tunnelled(frame):
            if frame.ipv6.src != self.home_agent:
                self.complaints.append(f"tunnelled from {frame.ipv6.src}: {frame.packet.hex()}")
            elif is_for_listeners(frame.ipv6.payload):
                pass
            elif frame.ipv6.payload.dst != self.home_address:
                self.complaints.append(f"tunnelled, but for {frame.ipv6.payload.dst}: {frame.packet.hex()}")
            else:
                self._receive_packet(frame.ipv6.payload, frame)

    def _receive_packet(self, packet, frame):
        if ICMPv6EchoRequest not in packet or packet.nh != 58:
            return
        request = packet[ICMPv6EchoRequest]
        self.echo_requests.append((self.care_of_address, request.seq))
        reply = IPv6(src=self.home_address, dst=packet.src) / ICMPv6EchoReply(
            id=request.id, seq=request.seq, data=request.data)
        self.station.send(reply if self.is_at_home else self.tunnelled(reply), to=frame.source)
