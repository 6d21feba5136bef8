"""Multicast for mobile nodes that are away (RFC 6275 sections 10.4.2 and 10.4.3)."""

import itertools
import json
import socket
import struct

import pytest
from scapy.layers.inet6 import ICMPv6MLQuery2, ICMPv6PacketTooBig, IPv6, IPv6ExtHdrHopByHop, RouterAlert, UDP
from scapy.packet import Raw

from Lab import listener
from Lab.topology import ACCESS2, HOME, HOME_AGENT_ADDRESS
from support import CONFIGURATION, PATIENCE, HomeAgent, eventually
from capture import DELETION, MALFORMED, captured, tshark

numbers = itertools.count(0x1000)


@pytest.fixture
def group():
    """A group that nobody has listened to yet."""
    return f"ff1e::{next(numbers):x}"


def datagram(group, source=HOME.address("50"), payload=b"to all of you", hop_limit=8):
    return IPv6(src=source, dst=group, hlim=hop_limit) / UDP(sport=5000, dport=5000) / Raw(payload)


def is_for(group):
    return lambda packet: packet.dst == group and UDP in packet


def memberships(home_agent, address=""):
    return json.loads(home_agent.daemon.ask(f"show ipv6 mobile groups {address} | json"))["groups"]


def listens(home_agent, node, group):
    return any(m["homeAddress"] == node.home_address for m in memberships(home_agent, group))


def join(home_agent, node, group, packet=None):
    node.send(packet or listener.report(group))
    eventually(lambda: listens(home_agent, node, group), f"{node.home_address} does not listen to {group}")


def joined_by_kernel(home_agent):
    return home_agent.topology.home_agent.run("ip", "-6", "maddress", "show", "dev", "home0")


@pytest.mark.parametrize("source", ["link-local", "home address"])
@pytest.mark.parametrize("report", [
    listener.report, listener.report_version_1,
    lambda group, **options: listener.report(
        group, kind=listener.ALLOW_NEW_SOURCES, sources=["2001:db8:1::50"], **options)], ids=["v2", "v1", "source"])
def test_a_member_gets_what_is_sent_on_its_home_link(home_agent, registered, neighbor, group, report, source):
    inner_source = listener.LINK_LOCAL if source == "link-local" else registered.home_address
    join(home_agent, registered, group, report(group, source=inner_source))
    sent = datagram(group)
    with registered.tunnel(is_for(group)) as arrivals:
        neighbor.send(sent)
        frame = arrivals.next()
    assert frame, "nothing was tunnelled"
    outer, inner = frame.ipv6, frame.packet[40:]
    assert (outer.src, outer.dst, outer.plen) == (HOME_AGENT_ADDRESS, registered.care_of_address, len(bytes(sent)))
    assert inner[:7] + inner[8:] == bytes(sent)[:7] + bytes(sent)[8:], "the inner packet is the packet"
    assert inner[7] == 7, "one hop further"


def test_the_home_agent_joins_on_the_home_link_and_leaves(home_agent, registered, neighbor, group):
    assert group not in joined_by_kernel(home_agent)
    join(home_agent, registered, group)
    assert group in joined_by_kernel(home_agent)
    registered.deregister()
    assert not listens(home_agent, registered, group), "with the binding the membership ends"
    assert group not in joined_by_kernel(home_agent)


def test_who_leaves_is_asked_and_gets_nothing_any_more(home_agent, registered, neighbor, group):
    join(home_agent, registered, group)
    with registered.tunnel(lambda packet: listener.is_query(packet, group)) as queries:
        registered.send(listener.done(group))
        first, second = queries.next(), queries.next()
    assert 0.8 < second.time - first.time < 1.3
    for frame in (first, second):
        query = frame.ipv6.payload
        assert query.dst == group and query.hlim == 1 and query.src.startswith("fe80:")
        assert query[IPv6ExtHdrHopByHop].options[0].value == 0
        assert query[ICMPv6MLQuery2].mrd == 1000
    eventually(lambda: not listens(home_agent, registered, group), "still a member")
    with registered.tunnel(is_for(group)) as arrivals:
        neighbor.send(datagram(group))
        assert not arrivals.next(PATIENCE)
    home_agent.assert_alive()


def test_who_answers_the_question_stays_a_member(home_agent, registered, group):
    join(home_agent, registered, group)
    with registered.tunnel(lambda packet: listener.is_query(packet, group)) as queries:
        registered.send(listener.report(group, kind=listener.CHANGE_TO_INCLUDE))
        assert queries.next()
        registered.send(listener.report(group, kind=2))
        assert not queries.next(2.5), "and is asked no more"
    assert listens(home_agent, registered, group)


def test_a_new_mobile_node_is_asked_for_its_groups(home_agent, mobile_node):
    with mobile_node.tunnel(listener.is_query) as queries:
        assert mobile_node.register().status == 0
        frame = queries.next()
    query = frame.ipv6.payload
    assert frame.ipv6.src == HOME_AGENT_ADDRESS
    assert query.dst == "ff02::1" and query.hlim == 1 and query.src.startswith("fe80:")
    assert query[IPv6ExtHdrHopByHop].options[0].value == 0
    assert (query[ICMPv6MLQuery2].mrd, query[ICMPv6MLQuery2].QRV, query[ICMPv6MLQuery2].QQIC) == (10_000, 2, 125)


def test_all_members_get_it_wherever_they_go(home_agent, registered, another, neighbor, group):
    join(home_agent, registered, group)
    join(home_agent, another, group)
    another.move(ACCESS2)
    assert another.register().status == 0
    with registered.tunnel(is_for(group)) as first, another.tunnel(is_for(group)) as second:
        neighbor.send(datagram(group))
        assert first.next() and second.next()
        assert not first.next(PATIENCE) and not second.next(0.01), "once each"


def test_a_member_away_sends_to_all_others_and_does_not_hear_itself(
        home_agent, registered, another, neighbor, group):
    join(home_agent, registered, group)
    join(home_agent, another, group)
    sent = datagram(group, registered.home_address)
    with (neighbor.listen(lambda frame: is_for(group)(frame.ipv6)) as at_home, another.tunnel(is_for(group)) as away,
          registered.tunnel(is_for(group)) as itself, listening(home_agent, group) as local):
        registered.send(sent)
        frame = at_home.next()
        assert frame.destination == "33:33:00:00:" + f"{int(group[6:], 16):04x}"[:2] + ":" + group[-2:]
        assert frame.ipv6.src == registered.home_address and frame.packet[7] == 7
        assert away.next(), "the other member away hears it"
        assert local.recvfrom(100)[0] == b"to all of you", "and so does who listens on the home agent"
        assert not itself.next(PATIENCE) and not at_home.next(0.01) and not away.next(0.01), "once each, and no echo"


def listening(home_agent, group):
    """A socket of the home agent's own, on the home link."""
    with home_agent.topology.home_agent.entered():
        end = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        index = socket.if_nametoindex("home0")
    end.bind(("::", 5000))
    end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, group)
                   + struct.pack("@I", index))
    end.settimeout(3)
    return end


def test_who_is_no_member_sends_to_a_group_as_well(home_agent, registered, another, neighbor, group):
    join(home_agent, another, group)
    with neighbor.listen(lambda frame: is_for(group)(frame.ipv6)) as at_home, another.tunnel(is_for(group)) as away:
        registered.send(datagram(group, registered.home_address))
        assert at_home.next() and away.next()


def test_the_home_agent_itself_sends_to_a_group(home_agent, registered, neighbor, group):
    join(home_agent, registered, group)
    with home_agent.topology.home_agent.entered():
        end = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        index = socket.if_nametoindex("home0")
    with (end, registered.tunnel(is_for(group)) as away,
          neighbor.listen(lambda frame: is_for(group)(frame.ipv6)) as at_home):
        end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
        end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 8)
        end.sendto(b"from here", (group, 5000))
        frame = away.next()
        assert bytes(frame.ipv6.payload[UDP].payload) == b"from here"
        assert at_home.next() and not away.next(PATIENCE)


@pytest.mark.parametrize("group", ["ff02::1:5", "ff12::5", "ff05::5", "ff18::5", "ff0d::5"])
def test_groups_of_lesser_scope_are_not_tunnelled(home_agent, registered, neighbor, group):
    with registered.tunnel(is_for(group)) as away, neighbor.listen(
            lambda frame: is_for(group)(frame.ipv6)) as at_home:
        registered.send(listener.report(group))
        neighbor.send(datagram(group))
        registered.send(datagram(group, registered.home_address))
        assert not away.next(PATIENCE) and not at_home.next(0.01)
    assert memberships(home_agent, group) == []
    home_agent.assert_alive()


def test_what_is_not_said_through_a_tunnel_of_a_binding_counts_nothing(home_agent, registered, attacker, group):
    report = listener.report(group)
    with home_agent.assert_counted():
        attacker.deliver(IPv6(src="2001:db8:3::66", dst=HOME_AGENT_ADDRESS) / report)
    registered.send(listener.report(group, hop_limit=255))
    registered.send(listener.report(group, alert=False))
    registered.send(listener.report(group, source="2001:db8:1::77"))
    dropped = eventually(
        lambda: (d := home_agent.traffic()["dropped"])["listenerMessageNotLocal"] >= 2 and d, "not counted")
    assert dropped["listenerUnknown"] >= 1
    assert memberships(home_agent, group) == []


def test_what_does_not_fit_the_tunnel_is_told_to_its_sender(home_agent, registered, neighbor, group):
    join(home_agent, registered, group)
    with neighbor.listen(lambda frame: ICMPv6PacketTooBig in frame.ipv6) as errors:
        neighbor.send(datagram(group, payload=bytes(1440)))
        frame = errors.next()
    assert frame.ipv6.dst == HOME.address("50") and frame.ipv6[ICMPv6PacketTooBig].mtu == 1460


def test_the_numbers_are_shown(home_agent, registered, neighbor, group):
    join(home_agent, registered, group)
    shown, = memberships(home_agent, group)
    assert (shown["homeAddress"], shown["interface"], shown["version"]) == (registered.home_address, "home0", 2)
    assert 250 < shown["secondsRemaining"] <= 260 and shown["secondsSinceJoined"] < 10
    assert home_agent.binding(registered.home_address)["groups"] == 1
    before = home_agent.traffic()
    carried = home_agent.binding(registered.home_address)["packetsTunnelled"]
    with registered.tunnel(is_for(group)) as arrivals:
        neighbor.send(datagram(group))
        assert arrivals.next()
    after = home_agent.traffic()
    assert after["forwarding"]["multicastPacketsTunnelled"] == before["forwarding"]["multicastPacketsTunnelled"] + 1
    assert home_agent.binding(registered.home_address)["packetsTunnelled"] == carried + 1
    assert group in home_agent.daemon.ask(f"show ipv6 mobile groups {registered.home_address}")


def test_a_flood_of_reports_is_bounded(home_agent, registered):
    def flood(first):
        for number in range(200):
            registered.send(listener.report(*(f"ff1e::{first + number:x}:{i:x}" for i in range(50))))

    flood(0x100)
    before = home_agent.daemon.memory
    for round in range(1, 6):
        flood(0x100 + 200 * round)
    eventually(lambda: home_agent.traffic()["dropped"]["groupLimitReached"] >= 50_000, "not all are in", timeout=20)
    assert home_agent.binding(registered.home_address)["groups"] == 64
    assert home_agent.daemon.memory < before + 4e6, "octets"
    home_agent.assert_alive()


def test_tshark_finds_nothing_malformed(home_agent, mobile_node, neighbor, group, tmp_path):
    capture = tmp_path / "capture.pcapng"
    with captured(home_agent.topology.home_agent, capture, "wan0", "home0", last=DELETION, times=2):
        assert mobile_node.register().status == 0
        join(home_agent, mobile_node, group)
        neighbor.send(datagram(group))
        mobile_node.send(datagram(group, mobile_node.home_address))
        mobile_node.send(listener.done(group))
        eventually(lambda: not listens(home_agent, mobile_node, group), "still a member", timeout=5)
        assert mobile_node.deregister().status == 0
        assert mobile_node.register().status == 0
        assert mobile_node.deregister().status == 0
    assert len(tshark(capture, "-Y", "icmpv6.type == 130 && ipv6.nxt == 41")) >= 3
    assert len(tshark(capture, "-Y", f"udp && ipv6.dst == {group}")) >= 3
    assert tshark(capture, "-Y", MALFORMED) == []


@pytest.fixture(scope="module")
def other(binaries):
    """A home agent without multicast at first."""
    with HomeAgent(binaries, CONFIGURATION.replace(
            " host group everybody", " no multicast\n host group everybody")) as agent:
        yield agent


def test_switched_off_nothing_is_heard_asked_or_tunnelled(other, group):
    node = other.fresh_mobile_node()
    neighbor = other.topology.station(HOME, HOME.address("51"))
    with node.tunnel(lambda packet: True) as arrivals:
        assert node.register().status == 0
        node.send(listener.report(group))
        node.send(listener.report_version_1(group, source=node.home_address))
        eventually(lambda: other.traffic()["forwarding"]["listenerMessagesIgnored"] == 2, "not counted")
        neighbor.send(datagram(group, HOME.address("51")))
        assert not arrivals.next(PATIENCE)
    assert memberships(other) == []
    other.assert_alive()


def test_queries_go_on_at_the_interval_that_is_configured(other):
    other.daemon.ask("configure terminal", "ipv6 mobile home-agent", "multicast", "multicast query-interval 4", "end")
    node = other.fresh_mobile_node()
    with node.tunnel(listener.is_query) as queries:
        assert node.register().status == 0
        times = [queries.next(5).time for _ in range(3)]
    assert 0.8 < times[1] - times[0] < 1.5 and 3.8 < times[2] - times[1] < 4.5
