"""Traffic of registered mobile nodes: both ways through the tunnel, between mobile nodes, and what is refused."""

import socket

import pytest
from scapy.layers.inet6 import (
    ICMPv6PacketTooBig, ICMPv6TimeExceeded, IPv6, IPv6ExtHdrFragment, UDP)
from scapy.packet import Raw

from Lab import wire
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, CORRESPONDENT_ADDRESS, HOME, HOME_AGENT_ADDRESS
from support import PATIENCE, eventually

FAR = CORRESPONDENT.address("50")


def datagram(source, destination, payload=b"mobile", hop_limit=64, port=4242):
    return IPv6(src=source, dst=destination, hlim=hop_limit) / UDP(sport=port, dport=port) / Raw(payload)


def without_hop_limit(packet):
    octets = bytes(packet)
    return octets[:7] + octets[8:]


def test_a_packet_for_the_home_address_is_tunnelled(registered, correspondent):
    sent = datagram(FAR, registered.home_address, hop_limit=50)
    with registered.tunnel() as arrivals:
        correspondent.send(sent)
        frame = arrivals.next()
    outer, inner = frame.ipv6, frame.packet[40:]
    assert (outer.src, outer.dst) == (HOME_AGENT_ADDRESS, registered.care_of_address)
    assert outer.plen == len(bytes(sent)) and outer.hlim > 1
    assert without_hop_limit(inner) == without_hop_limit(sent), "the inner packet is the packet"
    assert inner[7] == 48, "the core router and the home agent each took one hop of the inner packet"


def test_a_packet_from_the_home_link_is_tunnelled(registered, neighbor):
    with registered.tunnel() as arrivals:
        neighbor.send(datagram(HOME.address("50"), registered.home_address, hop_limit=50))
        frame = arrivals.next()
    assert frame.packet[40:][7] == 49


@pytest.mark.parametrize("size", [0, 1, 1232, 1412])
def test_sizes(registered, correspondent, size):
    sent = datagram(FAR, registered.home_address, bytes(i % 251 for i in range(size)))
    with registered.tunnel() as arrivals:
        correspondent.send(sent)
        frame = arrivals.next()
    assert frame and without_hop_limit(frame.packet[40:]) == without_hop_limit(sent)


def test_a_packet_from_the_mobile_node_leaves_the_tunnel(registered, correspondent):
    sent = datagram(registered.home_address, FAR, hop_limit=50)
    with correspondent.listen(lambda frame: frame.ipv6.src == registered.home_address) as arrivals:
        registered.send(sent)
        frame = arrivals.next()
    assert without_hop_limit(frame.packet) == without_hop_limit(sent)
    assert frame.packet[7] == 48


def test_a_packet_from_the_mobile_node_to_its_home_link(registered, neighbor):
    with neighbor.listen(lambda frame: UDP in frame.ipv6) as arrivals:
        registered.send(datagram(registered.home_address, HOME.address("50")))
        frame = arrivals.next()
    assert frame and frame.ipv6.src == registered.home_address


def test_a_packet_from_the_mobile_node_to_the_home_agent_itself(home_agent, registered):
    with home_agent.topology.home_agent.entered():
        listener = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    with listener:
        listener.bind(("2001:db8:f::1", 4000))
        listener.settimeout(2)
        registered.send(IPv6(src=registered.home_address, dst="2001:db8:f::1") / UDP(sport=4001, dport=4000)
                        / b"through the tunnel")
        octets, sender = listener.recvfrom(100)
    assert (octets, sender[0]) == (b"through the tunnel", registered.home_address)


def test_pings_reach_the_mobile_node_and_come_back(home_agent, registered):
    output = home_agent.topology.correspondent.run(
        "ping", "-c", "5", "-i", "0.1", "-W", "2", "-s", "1000", registered.home_address)
    assert " 0% packet loss" in output
    assert [place for place, _ in registered.echo_requests] == [registered.care_of_address] * 5


def test_traffic_follows_the_mobile_node(registered, correspondent):
    for link in (ACCESS2, ACCESS1, ACCESS2):
        registered.move(link)
        assert registered.register().status == 0
        with registered.tunnel() as arrivals:
            correspondent.send(datagram(FAR, registered.home_address))
            assert arrivals.next(), f"nothing arrives on {link.name}"


def test_from_mobile_node_to_mobile_node(registered, another):
    another.move(ACCESS2)
    assert another.register().status == 0
    sent = datagram(registered.home_address, another.home_address, hop_limit=50)
    with another.tunnel() as arrivals:
        registered.send(sent)
        frame = arrivals.next()
    assert frame.ipv6.src == HOME_AGENT_ADDRESS
    assert without_hop_limit(frame.packet[40:]) == without_hop_limit(sent)
    assert frame.packet[40:][7] == 49, "the home agent is a hop between them"
    assert frame.next_header == 41 and frame.ipv6.plen == len(bytes(sent))


def nothing_arrives(station, send, match=lambda frame: UDP in frame.ipv6):
    with station.listen(match) as arrivals:
        send()
        assert arrivals.next(PATIENCE) is None


def test_a_spoofed_outer_source_is_dropped(home_agent, registered, another, correspondent, attacker):
    """The outer source must be the care-of address of the inner source (RFC 6275 section 10.4.5)."""
    inner = datagram(registered.home_address, FAR)
    for outer_source in ("2001:db8:bad::1", another.care_of_address, CORRESPONDENT_ADDRESS, FAR):
        outer = IPv6(src=outer_source, dst=HOME_AGENT_ADDRESS, nh=41) / inner
        nothing_arrives(correspondent, lambda: attacker.deliver(outer))
    test_a_packet_from_the_mobile_node_leaves_the_tunnel(registered, correspondent)


def test_an_inner_source_that_is_not_its_own_is_dropped(registered, another, correspondent):
    for source in (another.home_address, HOME.address("dead"), HOME_AGENT_ADDRESS, "2001:db8:bad::1"):
        nothing_arrives(correspondent, lambda: registered.station.send(
            registered.tunnelled(datagram(source, FAR))))
    test_a_packet_from_the_mobile_node_leaves_the_tunnel(registered, correspondent)


def test_a_tunnel_in_the_tunnel_is_not_taken_apart(registered, another, correspondent):
    """An inner packet that is itself forged to look tunnelled gets no further than one layer."""
    forged = IPv6(src=another.care_of_address, dst=HOME_AGENT_ADDRESS, nh=41) / datagram(another.home_address, FAR)
    nothing_arrives(correspondent, lambda: registered.send(
        IPv6(src=registered.home_address, dst=HOME_AGENT_ADDRESS, nh=41) / forged))
    test_a_packet_from_the_mobile_node_leaves_the_tunnel(registered, correspondent)


def test_the_old_care_of_address_is_not_accepted_after_a_move(registered, correspondent, attacker):
    old = IPv6(src=registered.care_of_address, dst=HOME_AGENT_ADDRESS, nh=41) / datagram(registered.home_address, FAR)
    registered.move(ACCESS2)
    assert registered.register().status == 0
    nothing_arrives(correspondent, lambda: attacker.deliver(old))
    test_a_packet_from_the_mobile_node_leaves_the_tunnel(registered, correspondent)


def test_nothing_is_tunnelled_for_an_address_without_a_binding(home_agent, mobile_node, correspondent):
    with mobile_node.tunnel() as arrivals:
        correspondent.send(datagram(FAR, mobile_node.home_address))
        assert arrivals.next(PATIENCE) is None
    nothing_arrives(correspondent, lambda: mobile_node.send(datagram(mobile_node.home_address, FAR)))
    home_agent.assert_alive()


def test_nothing_is_carried_after_deletion(registered, correspondent):
    assert registered.deregister().status == 0
    with registered.tunnel() as arrivals:
        correspondent.send(datagram(FAR, registered.home_address))
        assert arrivals.next(PATIENCE) is None
    nothing_arrives(correspondent, lambda: registered.send(datagram(registered.home_address, FAR)))


def icmp_error(correspondent, kind, packet):
    """The ICMPv6 error about a packet; the kernel limits their rate, so the packet is sent up to four times."""
    with correspondent.listen(lambda frame: kind in frame.ipv6) as errors:
        for _ in range(4):
            correspondent.send(packet)
            if frame := errors.next(1.1):
                break
    assert frame, f"no {kind.__name__}"
    answer = frame.ipv6
    assert answer.dst == FAR
    assert wire.checksum(answer.src, answer.dst, frame.packet[40:], next_header=58) == 0
    assert len(frame.packet) <= 1280
    quoted = frame.packet[48:]
    sent = bytes(packet)[:len(quoted)]
    assert quoted[:7] == sent[:7] and quoted[8:] == sent[8:], "it quotes the packet as its sender knows it"
    return answer


def test_the_last_hop_is_answered_by_time_exceeded(registered, correspondent):
    """The core router takes one hop; with one left the home agent must not send it into the tunnel."""
    packet = datagram(FAR, registered.home_address, hop_limit=2)
    with registered.tunnel() as arrivals:
        answer = icmp_error(correspondent, ICMPv6TimeExceeded, packet)
        assert arrivals.next(0.1) is None
    assert answer[ICMPv6TimeExceeded].code == 0
    assert answer.src in (HOME_AGENT_ADDRESS, "2001:db8:f::1")
    with registered.tunnel() as arrivals:
        correspondent.send(datagram(FAR, registered.home_address, hop_limit=3))
        assert arrivals.next().packet[40:][7] == 1


def test_the_last_hop_in_the_reverse_tunnel(registered, correspondent):
    nothing_arrives(correspondent, lambda: registered.send(datagram(registered.home_address, FAR, hop_limit=1)))


def test_what_does_not_fit_the_tunnel_is_answered_by_packet_too_big(registered, correspondent):
    packet = datagram(FAR, registered.home_address, bytes(1413))
    with registered.tunnel() as arrivals:
        answer = icmp_error(correspondent, ICMPv6PacketTooBig, packet)
        assert arrivals.next(0.1) is None
    assert answer[ICMPv6PacketTooBig].mtu == 1460, "1500 less the 40 octets of the outer header"
    assert answer.src in (HOME_AGENT_ADDRESS, "2001:db8:f::1")


def test_the_path_to_the_care_of_address_counts(home_agent, correspondent):
    """A narrower link on the way: the home agent learns of it and tells correspondents."""
    node = home_agent.fresh_mobile_node(ACCESS2)
    assert node.register().status == 0
    core = home_agent.topology.core
    core.ip("link set access2 mtu 1400")
    try:
        packet = datagram(FAR, node.home_address, bytes(1400))
        with correspondent.listen(lambda frame: ICMPv6PacketTooBig in frame.ipv6) as errors:
            for _ in range(6):
                correspondent.send(packet)
                if (frame := errors.next(1.1)) and frame.ipv6[ICMPv6PacketTooBig].mtu == 1360:
                    break
        assert frame and frame.ipv6[ICMPv6PacketTooBig].mtu == 1360
        with node.tunnel() as arrivals:
            correspondent.send(datagram(FAR, node.home_address, bytes(1360 - 48)))
            assert arrivals.next()
    finally:
        core.ip("link set access2 mtu 1500")
        node.station.close()


def test_fragments_are_tunnelled_as_they_are(registered, correspondent):
    fragment = IPv6ExtHdrFragment(nh=17, offset=0, m=1, id=9)
    packet = IPv6(src=FAR, dst=registered.home_address) / fragment / Raw(bytes(64))
    with registered.tunnel() as arrivals:
        correspondent.send(packet)
        frame = arrivals.next()
    assert frame and without_hop_limit(frame.packet[40:]) == without_hop_limit(packet)


def test_multicast_of_the_link_is_not_tunnelled(registered, neighbor):
    with registered.tunnel() as arrivals:
        neighbor.send(datagram(HOME.address("50"), "ff02::1"))
        assert arrivals.next(PATIENCE) is None


def test_traffic_to_the_link_local_address_stays_on_the_link(home_agent, mobile_node, neighbor):
    """With L set the home agent defends that address, and tunnels nothing to it all the same."""
    assert mobile_node.register(flags="AHL").status == 0
    target = "fe80::" + mobile_node.home_address.rsplit(":", 1)[1]
    router = neighbor.resolve(HOME_AGENT_ADDRESS)
    with mobile_node.tunnel() as arrivals:
        neighbor.send(datagram("fe80::50", target), to=router)
        assert arrivals.next(PATIENCE) is None
        neighbor.send(datagram(HOME.address("50"), mobile_node.home_address), to=router)
        assert arrivals.next()


def test_packets_and_octets_are_counted(home_agent, registered, correspondent):
    packet = datagram(FAR, registered.home_address, bytes(100))
    with registered.tunnel() as arrivals:
        for _ in range(10):
            correspondent.send(packet)
        assert len(arrivals.collect(PATIENCE)) == 10
    binding = eventually(
        lambda: (b := home_agent.binding(registered.home_address))["packetsTunnelled"] >= 10 and b,
        "packetsTunnelled does not count")
    assert binding["packetsTunnelled"] == 10
    inner = 10 * len(bytes(packet))
    assert binding["octetsTunnelled"] in (inner, inner + 10 * 40), "of the inner packets, or of the outer ones"
