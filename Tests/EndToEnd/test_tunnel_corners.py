"""Corners of tunnels: the home agent's own packets, fragments, errors inside tunnels, limits of encapsulations."""

import errno
import socket
from contextlib import contextmanager

import pytest
from scapy.layers.inet6 import (
    HBHOptUnknown, ICMPv6DestUnreach, ICMPv6PacketTooBig, ICMPv6ParamProblem, ICMPv6TimeExceeded, IPv6,
    IPv6ExtHdrDestOpt, IPv6ExtHdrFragment, UDP, defragment6, fragment6)
from scapy.packet import Raw

from Lab import wire
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, CORRESPONDENT_ADDRESS, HOME, HOME_AGENT_ADDRESS
from Lab.user_tunnel import UserTunnel
from support import PATIENCE, HomeAgent, eventually

FAR = CORRESPONDENT.address("50")
IPV6_RECVERR = 25


def datagram(source, destination, payload=b"mobile", hop_limit=64):
    return IPv6(src=source, dst=destination, hlim=hop_limit) / UDP(sport=4242, dport=4242) / Raw(payload)


def octets(count):
    return bytes(i % 251 for i in range(count))


def without_hop_limit(packet):
    packet = bytes(packet)
    return packet[:7] + packet[8:]


def find(document, name):
    """A number by its name, wherever in a document it is."""
    for key, value in document.items():
        if key == name:
            return value
        if isinstance(value, dict) and (found := find(value, name)) is not None:
            return found
    return None


# The home agent's own packets


@pytest.mark.parametrize("source", [HOME_AGENT_ADDRESS, "2001:db8:f::1"])
def test_the_home_agent_itself_reaches_the_mobile_node(home_agent, registered, source):
    output = home_agent.topology.home_agent.run(
        "ping", "-c", "5", "-i", "0.1", "-W", "2", "-I", source, registered.home_address)
    assert " 0% packet loss" in output
    assert [place for place, _ in registered.echo_requests] == [registered.care_of_address] * 5


def test_it_reaches_it_at_home_again_at_once(home_agent, mobile_node):
    node = home_agent.topology.home_agent
    assert mobile_node.register().status == 0
    assert " 0% packet loss" in node.run("ping", "-c", "2", "-i", "0.1", "-W", "2", mobile_node.home_address)
    assert mobile_node.return_home().status == 0
    assert " 0% packet loss" in node.run("ping", "-c", "3", "-i", "0.1", "-W", "2", mobile_node.home_address)
    assert [place for place, _ in mobile_node.echo_requests] == [mobile_node.care_of_address or ACCESS1.address(
        mobile_node.home_address.rsplit(":", 1)[1])] * 2 + [None] * 3


def test_the_kernels_errors_go_through_the_tunnel(registered):
    """The mobile node's packet has used up its hops at the home agent, whose kernel says so."""
    with registered.tunnel(lambda inner: ICMPv6TimeExceeded in inner) as errors:
        for _ in range(4):
            registered.send(datagram(registered.home_address, FAR, hop_limit=1))
            if frame := errors.next(1.1):
                break
    assert frame and frame.ipv6.payload.dst == registered.home_address


def test_a_program_on_the_home_agent_talks_to_the_mobile_node(home_agent, registered):
    with home_agent.topology.home_agent.entered():
        program = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    with program, registered.tunnel(lambda inner: UDP in inner) as arrivals:
        program.settimeout(2)
        program.sendto(b"question", (registered.home_address, 4000))
        question = arrivals.next().ipv6.payload
        registered.send(IPv6(src=registered.home_address, dst=question.src)
                        / UDP(sport=4000, dport=question[UDP].sport) / b"answer")
        assert program.recv(100) == b"answer"


# Fragments


@contextmanager
def narrow(agent, link, mtu):
    """A link that carries no more than so many octets, as the router before it knows."""
    core = agent.topology.core
    core.ip(f"link set {link.name} mtu {mtu}")
    try:
        yield
    finally:
        core.ip(f"link set {link.name} mtu 1500")


@pytest.mark.parametrize("size", [1280, 1270, 1241])
def test_the_least_packets_reach_a_mobile_node_behind_a_narrow_link(home_agent, correspondent, size):
    node = home_agent.fresh_mobile_node(ACCESS2)
    assert node.register().status == 0
    packet = datagram(FAR, node.home_address, octets(size - 48))

    def outer(frame):
        return frame.ipv6.src == HOME_AGENT_ADDRESS and frame.ipv6.dst == node.care_of_address

    with narrow(home_agent, ACCESS2, 1280), node.station.listen(outer) as arrivals:
        # The first one tells the home agent of the narrow link.
        correspondent.send(packet)
        arrivals.collect(PATIENCE)
        correspondent.send(packet)
        frames = arrivals.collect(PATIENCE)
    node.station.close()
    assert len(frames) == 2 and all(len(frame.packet) <= 1280 for frame in frames)
    assert frames[0].ipv6[IPv6ExtHdrFragment].offset == 0, "they come in their order"
    whole = defragment6([frame.ipv6 for frame in frames])
    assert whole.nh == 41 and without_hop_limit(bytes(whole)[40:]) == without_hop_limit(packet)


@pytest.mark.parametrize("size", [100, 1400, 4000])
def test_fragments_in_the_reverse_tunnel_are_put_together(home_agent, registered, correspondent, size):
    packet = datagram(registered.home_address, HOME_AGENT_ADDRESS, octets(size))
    with home_agent.topology.home_agent.entered():
        program = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    with program:
        program.bind((HOME_AGENT_ADDRESS, 4242))
        program.settimeout(2)
        for fragment in in_fragments(registered.tunnelled(packet), 600):
            registered.station.send(fragment)
        assert program.recv(5000) == octets(size)


def in_fragments(tunnelled, size, first=0):
    """A tunnelled packet in fragments of so many octets, in any order that begins with a given one."""
    fragments = fragment6(IPv6(src=tunnelled.src, dst=tunnelled.dst) / IPv6ExtHdrFragment(id=77 + first, nh=41)
                          / tunnelled.payload, size)
    assert first or len(fragments) > 1 or len(bytes(tunnelled)) < size
    return fragments[first:] + fragments[:first]


def test_a_packet_in_fragments_is_forwarded_like_any_other(home_agent, registered, correspondent):
    before = find(home_agent.traffic(), "reverseTunnelReassembled") or 0
    packet = datagram(registered.home_address, FAR, octets(1400), hop_limit=50)
    with correspondent.listen(lambda frame: UDP in frame.ipv6) as arrivals:
        for fragment in in_fragments(registered.tunnelled(packet), 1280, first=1):
            registered.station.send(fragment)
        frame = arrivals.next()
    assert frame and without_hop_limit(frame.packet) == without_hop_limit(packet)
    assert frame.packet[7] == 48, "the home agent and the core router each took one hop"
    assert find(home_agent.traffic(), "reverseTunnelReassembled") == before + 1


def test_fragments_of_others_are_not_let_in(registered, another, correspondent, attacker):
    spoofed = IPv6(src=another.care_of_address, dst=HOME_AGENT_ADDRESS, nh=41) / datagram(
        registered.home_address, FAR, octets(1400))
    with correspondent.listen(lambda frame: UDP in frame.ipv6) as arrivals:
        for fragment in in_fragments(spoofed, 1280):
            attacker.deliver(fragment)
        assert arrivals.next(PATIENCE) is None


def test_fragments_that_overlap_are_refused(registered, correspondent):
    """RFC 5722: the whole packet is dropped, its other fragments too."""
    payload = bytes(datagram(registered.home_address, FAR, octets(1400)))

    def fragment(offset, end, more):
        return IPv6(src=registered.care_of_address, dst=HOME_AGENT_ADDRESS) / IPv6ExtHdrFragment(
            id=99, nh=41, offset=offset // 8, m=more) / Raw(payload[offset:end])

    with correspondent.listen(lambda frame: UDP in frame.ipv6) as arrivals:
        for part in (fragment(0, 800, 1), fragment(640, 1200, 1), fragment(1200, len(payload), 0)):
            registered.station.send(part)
        assert arrivals.next(PATIENCE) is None


@pytest.fixture(scope="module")
def narrow_world(binaries):
    """A mobile node with a kernel, registered from behind a link of the least MTU; without offloads on the way."""
    with HomeAgent(binaries) as agent:
        topology = agent.topology
        node = topology.namespace("mn")
        station = topology.station(ACCESS1, node=node, kernel=True)
        mobile_node = agent.mobile_node("2001:db8:1::200", station=station)
        mobile_node.care_of_address = ACCESS1.address("200")
        node.ip(f"link set {station.interface} mtu 1280")
        topology.core.ip(f"link set {ACCESS1.name} mtu 1280")
        for place, interface in ((topology.correspondent, "eth0"), (node, station.interface),
                                 (topology.home_agent, "home0"), (topology.home_agent, "wan0")):
            # Checksums too: the tunnel in user space hands packets on as they are.
            place.run("ethtool", "-K", interface, "tso", "off", "gso", "off", "gro", "off", "tx", "off")
        with UserTunnel(mobile_node):
            assert mobile_node.register().status == 0
            yield agent, mobile_node


def transfer(sender, receiver, address, data):
    """Sends octets over TCP from a namespace to an address of another; returns what arrives."""
    with receiver.entered():
        listener = socket.create_server((address, 5001), family=socket.AF_INET6)
    with sender.entered():
        connection = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    with listener, connection:
        listener.settimeout(10)
        connection.settimeout(20)
        connection.connect((address, 5001))
        accepted, _ = listener.accept()
        with accepted:
            accepted.settimeout(20)
            arrived = b""
            for start in range(0, len(data), 50_000):
                connection.sendall(data[start:start + 50_000])
                while len(arrived) < start + len(data[start:start + 50_000]):
                    arrived += accepted.recv(1 << 20)
            return arrived


@pytest.mark.parametrize("direction", ["out", "back"])
@pytest.mark.parametrize("peer", ["correspondent", "home agent"])
def test_tcp_over_a_path_of_the_least_mtu(narrow_world, direction, peer):
    agent, mobile_node = narrow_world
    mobile = (mobile_node.station.node, mobile_node.home_address)
    other = (agent.topology.correspondent, CORRESPONDENT_ADDRESS) if peer == "correspondent" else (
        agent.topology.home_agent, "2001:db8:f::1")
    (sender, _), (receiver, address) = (other, mobile) if direction == "out" else (mobile, other)
    data = octets(600_000)
    assert transfer(sender, receiver, address, data) == data
    name = "packetsTunnelledInFragments" if direction == "out" else "reverseTunnelReassembled"
    assert find(agent.traffic(), name) > 0


@pytest.mark.parametrize("direction", ["out", "back"])
def test_datagrams_over_a_path_of_the_least_mtu(narrow_world, direction):
    agent, mobile_node = narrow_world
    mobile = (mobile_node.station.node, mobile_node.home_address)
    other = (agent.topology.correspondent, CORRESPONDENT_ADDRESS)
    (source, _), (destination, address) = (other, mobile) if direction == "out" else (mobile, other)
    with destination.entered():
        receiver = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    with source.entered():
        sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind((address, 5002))
        receiver.settimeout(2)
        for number in range(50):
            data = octets(1232 - number)
            sender.sendto(data, (address, 5002))
            try:
                assert receiver.recv(2000) == data
            except TimeoutError:
                assert number == 0, "only the first one may be lost: it finds the narrow link"


# Errors inside tunnels


@contextmanager
def route(agent, *words):
    """A route of the core router's."""
    agent.topology.core.ip("route add " + " ".join(words))
    try:
        yield
    finally:
        agent.topology.core.ip("route del " + " ".join(words))


def error_about(station, packet):
    """The error about a packet of a station's; routers limit their rate, so the packet is sent up to four times."""
    kinds = (ICMPv6DestUnreach, ICMPv6TimeExceeded, ICMPv6ParamProblem, ICMPv6PacketTooBig)
    with station.listen(lambda frame: any(kind in frame.ipv6 for kind in kinds)) as errors:
        for _ in range(4):
            station.send(packet)
            if frame := errors.next(1.2):
                break
    assert frame, "no error comes"
    assert wire.checksum(frame.ipv6.src, frame.ipv6.dst, frame.packet[40:], next_header=58) == 0
    assert len(frame.packet) <= 1280
    return frame


@pytest.mark.parametrize("kind", ["unreachable", "prohibit", "blackhole in a loop"])
def test_an_unreachable_care_of_address_is_told_to_the_correspondent(home_agent, correspondent, kind):
    node = home_agent.fresh_mobile_node()
    assert node.register().status == 0
    packet = datagram(FAR, node.home_address, octets(200))
    target = f"{node.care_of_address}/128"
    way = [target, "via", "2001:db8:f::1"] if "loop" in kind else [kind, target]
    with route(home_agent, *way):
        frame = error_about(correspondent, packet)
    assert ICMPv6DestUnreach in frame.ipv6 and frame.ipv6[ICMPv6DestUnreach].code == 3
    assert (frame.ipv6.src, frame.ipv6.dst) == (HOME_AGENT_ADDRESS, FAR)
    quoted = frame.packet[48:]
    assert without_hop_limit(quoted) == without_hop_limit(bytes(packet)[:len(quoted)]) and len(quoted) >= 248
    assert find(home_agent.traffic(), "tunnelErrorsRelayed") > 0
    with node.tunnel() as arrivals:
        correspondent.send(packet)
        assert arrivals.next(), "it goes on once the way is there again"
    node.station.close()


def test_it_is_told_to_a_mobile_node_through_its_tunnel(home_agent, registered):
    node = home_agent.fresh_mobile_node(ACCESS2)
    assert node.register().status == 0
    packet = datagram(registered.home_address, node.home_address, octets(100))
    with route(home_agent, "unreachable", f"{node.care_of_address}/128"), registered.tunnel(
            lambda inner: ICMPv6DestUnreach in inner) as errors:
        for _ in range(4):
            registered.send(packet)
            if frame := errors.next(1.2):
                break
    node.station.close()
    assert frame and frame.ipv6.payload.dst == registered.home_address
    assert frame.ipv6.payload[ICMPv6DestUnreach].code == 3


def test_it_is_told_to_a_program_on_the_home_agent(home_agent):
    node = home_agent.fresh_mobile_node()
    assert node.register().status == 0
    with route(home_agent, "unreachable", f"{node.care_of_address}/128"):
        with home_agent.topology.home_agent.entered():
            program = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        with program:
            program.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVERR, 1)
            program.connect((node.home_address, 4000))

            def is_told():
                try:
                    program.send(b"question")
                except OSError as error:
                    return error.errno == errno.EHOSTUNREACH
                return False

            eventually(is_told, "the program is told nothing", timeout=5)
    node.station.close()


# Limits of encapsulations


def limited(limit, inner, source=FAR, destination=None):
    option = HBHOptUnknown(otype=4, optdata=bytes([limit]))
    return IPv6(src=source, dst=destination) / IPv6ExtHdrDestOpt(options=[option], nh=41) / inner


INNERMOST = datagram("2001:db8:d::1", "2001:db8:d::2")


def test_a_used_up_limit_is_answered(registered, correspondent):
    packet = limited(0, INNERMOST, destination=registered.home_address)
    with registered.tunnel() as arrivals:
        frame = error_about(correspondent, packet)
        assert arrivals.next(0.1) is None
    problem = frame.ipv6[ICMPv6ParamProblem]
    assert (problem.code, problem.ptr) == (0, 44)
    assert frame.packet[48 + 44] == 0, "it points to the limit"


def test_a_limit_is_carried_on(registered, correspondent):
    packet = limited(5, INNERMOST, destination=registered.home_address)

    def is_from_the_home_agent(frame):
        return frame.ipv6.src == HOME_AGENT_ADDRESS and frame.ipv6.dst == registered.care_of_address

    with registered.station.listen(is_from_the_home_agent) as arrivals:
        correspondent.send(packet)
        frame = arrivals.next()
    assert frame.next_header == 60 and frame.packet[40] == 41
    assert frame.packet[42:45] == bytes([4, 1, 4])
    assert without_hop_limit(frame.packet[48:]) == without_hop_limit(packet)


def test_a_reverse_tunnel_may_have_a_limit(registered, correspondent):
    packet = datagram(registered.home_address, FAR, hop_limit=50)
    for other in ([], [HBHOptUnknown(otype=0x1E, optdata=b"\7")]):
        options = [HBHOptUnknown(otype=4, optdata=b"\4"), *other]
        outer = IPv6(src=registered.care_of_address, dst=HOME_AGENT_ADDRESS) / IPv6ExtHdrDestOpt(
            options=options, nh=41) / packet
        with correspondent.listen(lambda frame: UDP in frame.ipv6) as arrivals:
            registered.station.send(outer)
            frame = arrivals.next()
        assert frame and without_hop_limit(frame.packet) == without_hop_limit(packet)
        assert frame.packet[7] == 48


# Link-local addresses


def test_a_neighbor_with_a_link_local_address_alone_does_not_reach_a_mobile_node_that_is_away(
        home_agent, registered, neighbor):
    packet = datagram("fe80::50", registered.home_address)
    with registered.tunnel() as arrivals, neighbor.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as errors:
        neighbor.send(packet, to=neighbor.resolve(HOME_AGENT_ADDRESS))
        frame = errors.next()
        assert arrivals.next(PATIENCE) is None
    assert frame.ipv6.dst == "fe80::50"
    assert frame.ipv6[ICMPv6DestUnreach].code == 2 and frame.packet[48:] == bytes(packet)


def test_the_link_local_address_of_a_mobile_node_that_is_away_is_unreachable(home_agent, mobile_node, neighbor):
    assert mobile_node.register(flags="AHL").status == 0
    target = "fe80::" + mobile_node.home_address.rsplit(":", 1)[1]
    router = neighbor.resolve(HOME_AGENT_ADDRESS)
    packet = datagram(HOME.address("50"), target)
    with mobile_node.tunnel() as arrivals, neighbor.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as errors:
        neighbor.send(packet, to=router)
        frame = errors.next()
        assert arrivals.next(PATIENCE) is None
    assert frame.ipv6[ICMPv6DestUnreach].code == 3 and frame.packet[48:] == bytes(packet)
    with neighbor.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as errors:
        neighbor.send(datagram("::", target), to=router)
        neighbor.send(datagram("ff02::1", target), to=router)
        assert errors.next(PATIENCE) is None


def test_the_path_mtu_is_told_at_once(home_agent, correspondent):
    """The first packet that is too big for a link inside of the tunnel is already answered."""
    node = home_agent.fresh_mobile_node(ACCESS2)
    assert node.register().status == 0
    with narrow(home_agent, ACCESS2, 1400):
        frame = error_about(correspondent, datagram(FAR, node.home_address, octets(1400)))
    node.station.close()
    assert frame.ipv6[ICMPv6PacketTooBig].mtu == 1360
