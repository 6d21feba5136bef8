"""A correspondent that runs nothing but HAOS, on a host that forwards nothing: real traffic on the direct way."""

import errno
import hashlib
import json
import socket
import threading
import time

import pytest
from scapy.layers.inet6 import HAO, ICMPv6ParamProblem, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting, UDP
from scapy.packet import Raw

from Lab import kernel_tunnel
from Lab.daemon import Daemon
from Lab.direct_path import DirectPath
from Lab.return_routability import Correspondence
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, CORRESPONDENT_ADDRESS, HOME
from sockets import opened, send_datagrams
from support import HomeAgent, eventually

CONFIGURATION = "hostname CN\nipv6 mobile\nend\n"
HOME_ADDRESS, IDENTIFIER = "2001:db8:1::200", "200"
IPV6_MTU_DISCOVER, IPV6_MTU, IPV6_PMTUDISC_DO = 23, 24, 2
#: Of IPv6 and UDP.
HEADERS = 48
BINDING_ERROR = 7


class Journey(HomeAgent):
    """A correspondent with HAOS, and a mobile node with a kernel, beside a home agent."""

    def __init__(self, binaries):
        """Registers the mobile node abroad, without any binding at the correspondent."""
        super().__init__(binaries)
        directory = self.topology.directory / "cn"
        directory.mkdir()
        self.host = self.topology.correspondent
        self.correspondent = Daemon(binaries, self.host, directory).configure(CONFIGURATION)
        self.topology.on_close(self.correspondent.stop)
        self.correspondent.start()
        self.node = self.topology.namespace("mn")
        station = self.topology.station(ACCESS1, node=self.node, kernel=True)
        self.mobile = self.mobile_node(HOME_ADDRESS, station=station)
        self.mobile.care_of_address = ACCESS1.address(IDENTIFIER)
        kernel_tunnel.attach(self.mobile, self.topology.directory)
        assert self.mobile.register().status == 0
        self.correspondence = Correspondence(self.mobile, CORRESPONDENT_ADDRESS)
        self.path = None

    def bind(self):
        """Makes, or renews, the direct way."""
        self.by_tunnel()
        self.path = DirectPath(self.mobile, CORRESPONDENT_ADDRESS, self.topology.directory)
        self.path.receive()
        self.correspondence.test()
        answer = self.correspondence.bind()
        assert answer and answer.accepted, answer
        self.path.send()

    def by_tunnel(self):
        """The mobile node itself uses the tunnel alone."""
        if self.path:
            self.path.end()
            self.path = None

    def unbind(self):
        """Ends the direct way at both ends."""
        self.by_tunnel()
        self.correspondence.test()
        assert self.correspondence.bind(lifetime=0).accepted

    def move(self, link):
        """Goes to another link, and tells the home agent and the correspondent."""
        self.by_tunnel()
        self.mobile.move(link, IDENTIFIER)
        kernel_tunnel.follow(self.mobile, self.topology.directory)
        assert self.mobile.register().status == 0
        self.bind()

    def counter(self, name):
        """A counter of the correspondent's forwarding plane."""
        return json.loads(self.correspondent.ask("show ipv6 mobile traffic | json"))["forwarding"][name]

    def tunnelled(self):
        """How many packets the home agent has tunnelled."""
        return self.traffic()["forwarding"]["packetsTunnelled"]


@pytest.fixture(scope="module")
def journey(binaries):
    with Journey(binaries) as made:
        yield made


@pytest.fixture
def bound(journey):
    """With the direct way, of whose path nothing is known yet."""
    journey.host.ip("route flush cache")
    journey.bind()
    yield journey
    journey.unbind()


class Transfer:
    """A TCP transfer from the correspondent to the home address that goes on until it is told to end."""

    CHUNK = 1 << 16

    def __init__(self, journey):
        self.sent, self.received = hashlib.sha256(), hashlib.sha256()
        self.octets = 0
        self._ends = threading.Event()
        with journey.node.entered():
            listener = socket.create_server((HOME_ADDRESS, 5001), family=socket.AF_INET6)
        listener.settimeout(20)
        with journey.host.entered():
            self._sender = socket.create_connection((HOME_ADDRESS, 5001), 20)
        self._receiver = listener.accept()[0]
        listener.close()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._send, self._receive)]
        for thread in self._threads:
            thread.start()

    def goes_on(self):
        """Waits until a good deal more has arrived."""
        before = self.octets
        eventually(lambda: self.octets > before + 20 * self.CHUNK, "the transfer hangs", 15)

    def end(self):
        """Ends it; whether all of it came through as it was."""
        self._ends.set()
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive(), "the transfer hangs"
        return self.sent.digest() == self.received.digest()

    def _send(self):
        number = 0
        while not self._ends.is_set():
            chunk = hashlib.sha256(number.to_bytes(4, "big")).digest() * (self.CHUNK // 32)
            self._sender.sendall(chunk)
            self.sent.update(chunk)
            number += 1
            time.sleep(0.002)
        self._sender.shutdown(socket.SHUT_WR)

    def _receive(self):
        while data := self._receiver.recv(1 << 20):
            self.received.update(data)
            self.octets += len(data)


def test_a_transfer_takes_the_direct_way_moves_with_the_mobile_node_and_falls_back(journey):
    transfer = Transfer(journey)
    transfer.goes_on()
    assert journey.counter("routeOptimizedPacketsSent") == 0 and journey.tunnelled() > 100
    for begin in (journey.bind, lambda: journey.move(ACCESS2)):
        begin()
        transfer.goes_on()
        directly, received, tunnelled = (
            journey.counter("routeOptimizedPacketsSent"), journey.counter("routeOptimizedPacketsReceived"),
            journey.tunnelled())
        transfer.goes_on()
        assert journey.counter("routeOptimizedPacketsSent") > directly + 100
        assert journey.counter("routeOptimizedPacketsReceived") > received
        assert journey.tunnelled() < tunnelled + 20
    journey.unbind()
    directly, tunnelled = journey.counter("routeOptimizedPacketsSent"), journey.tunnelled()
    transfer.goes_on()
    assert journey.counter("routeOptimizedPacketsSent") == directly
    assert journey.tunnelled() > tunnelled + 100
    assert transfer.end()


@pytest.mark.parametrize("segmented", [False, True], ids=["one by one", "segmented by the kernel"])
def test_datagrams_to_the_mobile_node(bound, segmented):
    data = bytes(i % 251 for i in range(12_000))
    before = bound.counter("routeOptimizedPacketsSent")
    with opened(bound.node, socket.SOCK_DGRAM) as receiver:
        receiver.bind((HOME_ADDRESS, 5002))
        with opened(bound.host, socket.SOCK_DGRAM) as sender:
            sender.connect((HOME_ADDRESS, 5002))
            send_datagrams(sender, data, 1200, segmented)
        assert b"".join(receiver.recv(2000) for _ in range(10)) == data
    assert bound.counter("routeOptimizedPacketsSent") == before + 10


def test_the_first_packet_waits_for_the_router_that_it_leaves_by(bound):
    """Home address and care-of address may be reached by different neighbors."""
    other = CORRESPONDENT.address("77")
    bound.host.ip(f"neighbor replace {other} lladdr 02:00:00:00:00:77 dev eth0 nud permanent",
                  f"route add {HOME.prefix}::/64 via {other} dev eth0")
    try:
        with opened(bound.host, socket.SOCK_DGRAM) as sender, opened(bound.node, socket.SOCK_DGRAM) as receiver:
            receiver.bind((HOME_ADDRESS, 5012))
            receiver.settimeout(3)
            bound.host.ip("neighbor flush dev eth0")
            sender.sendto(b"first", (HOME_ADDRESS, 5012))
            assert receiver.recv(100) == b"first"
    finally:
        bound.host.ip(f"route del {HOME.prefix}::/64", f"neighbor del {other} dev eth0")


def assert_path_mtu(mtu, sender, receiver):
    """A program that sends one octet more than there is room for is told of it; what there is room for arrives."""
    sender.setsockopt(socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER, IPV6_PMTUDISC_DO)
    sender.send(bytes(mtu - HEADERS + 1))
    eventually(lambda: sender.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.EMSGSIZE, "nothing is told")
    assert sender.getsockopt(socket.IPPROTO_IPV6, IPV6_MTU) == mtu
    sender.send(bytes(mtu - HEADERS))
    assert receiver.recv(2000) == bytes(mtu - HEADERS)


def test_a_program_here_sees_the_home_address_and_finds_out_how_much_it_may_send(bound):
    with opened(bound.host, socket.SOCK_DGRAM) as server, opened(bound.node, socket.SOCK_DGRAM) as client:
        server.bind((CORRESPONDENT_ADDRESS, 5003))
        client.bind((HOME_ADDRESS, 5003))
        client.sendto(b"hello", (CORRESPONDENT_ADDRESS, 5003))
        data, sender = server.recvfrom(100)
        assert (data, sender[:2]) == (b"hello", (HOME_ADDRESS, 5003))
        server.connect(sender)
        assert_path_mtu(1500 - 24, server, client)


def test_a_narrow_link_on_the_way_is_told_to_programs_here(bound):
    bound.topology.core.ip(f"link set {bound.mobile.station.link.name} mtu 1400")
    try:
        with opened(bound.host, socket.SOCK_DGRAM) as server, opened(bound.node, socket.SOCK_DGRAM) as client:
            client.bind((HOME_ADDRESS, 5004))
            server.connect((HOME_ADDRESS, 5004))
            assert_path_mtu(1400 - 24, server, client)
    finally:
        bound.topology.core.ip(f"link set {bound.mobile.station.link.name} mtu 1500")


def test_pings_go_directly_both_ways(bound):
    sent, received = bound.counter("routeOptimizedPacketsSent"), bound.counter("routeOptimizedPacketsReceived")
    assert " 0% packet loss" in bound.host.run("ping", "-c", "3", "-i", "0.1", "-W", "2", HOME_ADDRESS)
    assert bound.counter("routeOptimizedPacketsSent") == sent + 3
    assert bound.counter("routeOptimizedPacketsReceived") == received + 3


def bindings(journey):
    return json.loads(journey.correspondent.ask("show ipv6 mobile binding | json"))["bindings"]


def test_octets_are_counted_with_the_packets(journey):
    """Since the binding was made, and without the headers that are for the way alone."""
    journey.bind()
    with opened(journey.host, socket.SOCK_DGRAM) as server, opened(journey.node, socket.SOCK_DGRAM) as client:
        server.bind((CORRESPONDENT_ADDRESS, 5006))
        client.bind((HOME_ADDRESS, 5006))
        client.sendto(bytes(100), (CORRESPONDENT_ADDRESS, 5006))
        server.sendto(bytes(200), server.recvfrom(200)[1])
        client.recv(300)
    counts = ("packetsTunnelled", "octetsTunnelled", "packetsReverseTunnelled", "octetsReverseTunnelled")
    eventually(
        lambda: [tuple(binding[name] for name in counts) for binding in bindings(journey)] == [
            (1, HEADERS + 200, 1, HEADERS + 100)],
        "not counted", 40)
    journey.unbind()


def test_a_direct_way_that_leads_nowhere_for_long_is_given_up(journey):
    """RFC 6275 section 9.3.4: a few Destination Unreachable are no reason, those of ten seconds are."""
    journey.bind()
    journey.by_tunnel()

    def ended():
        traffic = json.loads(journey.correspondent.ask("show ipv6 mobile traffic | json"))
        return traffic["correspondentNode"]["bindingsEnded"]["unreachable"]

    before, care_of_address = ended(), journey.mobile.care_of_address
    with opened(journey.host, socket.SOCK_DGRAM) as sender:
        def knock(seconds):
            began = time.monotonic()
            while bindings(journey) and time.monotonic() < began + seconds:
                try:
                    sender.sendto(b"are you there", (HOME_ADDRESS, 5007))
                except OSError as error:
                    assert error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EACCES)
                time.sleep(0.3)

        journey.topology.core.ip(f"route add unreachable {care_of_address}/128")
        try:
            knock(6)
            assert len(bindings(journey)) == 1, "it may be a handover"
            knock(20)
        finally:
            journey.topology.core.ip(f"route delete unreachable {care_of_address}/128")
        assert bindings(journey) == [] and ended() == before + 1
        with opened(journey.node, socket.SOCK_DGRAM) as receiver:
            receiver.bind((HOME_ADDRESS, 5007))
            sender.sendto(b"there you are", (HOME_ADDRESS, 5007))
            assert receiver.recv(100) == b"there you are", "by the home agent"


def unbound_packet(source, home_address):
    return IPv6(src=source, dst=CORRESPONDENT_ADDRESS) / IPv6ExtHdrDestOpt(
        nh=17, options=[HAO(hoa=home_address)]) / UDP(sport=5005, dport=5005) / Raw(b"who am I")


def test_a_home_address_without_a_binding_is_refused(journey):
    station = journey.topology.station(ACCESS1, ACCESS1.address("77"))
    with opened(journey.host, socket.SOCK_DGRAM) as server:
        server.bind((CORRESPONDENT_ADDRESS, 5005))
        server.settimeout(0.5)
        with station.listen(lambda frame: frame.mobility_type == BINDING_ERROR) as errors:
            station.send(unbound_packet(station.addresses[0], "2001:db8:1::201"))
            frame = errors.next()
        assert frame and frame.ipv6.dst == station.addresses[0]
        assert frame.mobility_header[6] == 1
        assert frame.mobility_header[8:24] == socket.inet_pton(socket.AF_INET6, "2001:db8:1::201")
        with pytest.raises(TimeoutError):
            server.recv(100)
    station.close()


def test_a_routing_header_for_mobile_nodes_is_dropped_in_silence(journey):
    station = journey.topology.station(ACCESS1, ACCESS1.address("78"))
    with station.listen(lambda frame: ICMPv6ParamProblem in frame.ipv6) as errors:
        station.send(IPv6(src=station.addresses[0], dst=CORRESPONDENT_ADDRESS) / IPv6ExtHdrRouting(
            type=2, segleft=1, addresses=[HOME_ADDRESS]) / UDP(sport=5005, dport=5005) / Raw(b"through you"))
        eventually(lambda: journey.counter("routingHeaderForMobileNode") > 0, "it is not dropped")
        assert not errors.next(0.3)
    station.close()


def configure(journey, line):
    journey.correspondent.ask("enable", "configure terminal", line, "end")


def test_switched_off_it_is_no_correspondent(journey):
    """RFC 6275 section 8.1: neither tests, nor Home Address options, nor what was registered before."""
    journey.bind()
    journey.by_tunnel()
    configure(journey, "no ipv6 mobile correspondent-node")
    try:
        assert bindings(journey) == []
        with pytest.raises(TimeoutError):
            journey.correspondence.test(timeout=0.5)
        station = journey.mobile.station
        with opened(journey.host, socket.SOCK_DGRAM) as server, station.listen(
                lambda frame: frame.mobility_type == BINDING_ERROR) as errors:
            server.bind((CORRESPONDENT_ADDRESS, 5005))
            server.settimeout(0.5)
            station.send(unbound_packet(journey.mobile.care_of_address, HOME_ADDRESS))
            with pytest.raises(TimeoutError):
                server.recv(100)
            assert not errors.next(0.1)
    finally:
        configure(journey, "ipv6 mobile correspondent-node")
    journey.bind()
    journey.unbind()


def test_the_host_goes_on_as_it_was(journey):
    """It forwards nothing, while the daemon runs and after; and it is a host again once the daemon has ended."""
    settings = [f"net/ipv6/conf/{name}/forwarding" for name in ("all", "eth0", "lo")]
    assert [journey.host.system_control(name) for name in settings] == ["0", "0", "1"]
    journey.by_tunnel()
    journey.correspondent.stop()
    assert [journey.host.system_control(name) for name in settings] == ["0", "0", "0"]
    journey.correspondent.start()
    journey.correspondent.kill()
    journey.correspondent.start()
    journey.correspondent.stop()
    assert [journey.host.system_control(name) for name in settings] == ["0", "0", "0"]
    journey.correspondent.start()
