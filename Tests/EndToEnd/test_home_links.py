"""Several home links on one home agent, and virtual ones, whose mobile nodes are at home nowhere."""

import socket
import time

import pytest
from scapy.layers.inet6 import (
    HAO, ICMPv6DestUnreach, ICMPv6EchoRequest, ICMPv6MPAdv, ICMPv6MPSol, ICMPv6ND_NA, ICMPv6ND_NS,
    ICMPv6NDOptPrefixInfo, ICMPv6ND_RA, IPv6, IPv6ExtHdrDestOpt, UDP)

from Lab import listener
from Lab.laboratory import KEY
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, HOME, Link
from support import PATIENCE, HomeAgent, eventually

SECOND = Link("second", "2001:db8:7", "2001:db8:7::1")
NOWHERE = Link("nowhere", "2001:db8:9", "2001:db8:9::1")

CONFIGURATION = f"""\
ipv6 unicast-routing
ipv6 mobile
ipv6 access-list second-only
 permit ipv6 any 2001:db8:2::/64
ipv6 mobile home-agent
 host group everybody
  address 2001:db8:1::/64
  authentication spi hex 1000 key hex {KEY.hex()}
 host group second
  address 2001:db8:7::/64
  authentication spi hex 1000 key hex {KEY.hex()}
 host group nowhere
  address 2001:db8:9::/64
  authentication spi hex 1000 key hex {KEY.hex()}
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval msec 300
 ipv6 mobile home-agent enable
interface second0
 ipv6 address 2001:db8:7::1/64
 ipv6 nd ra-interval msec 200
 ipv6 mobile home-agent enable
 ipv6 mobile home-agent preference 7
 ipv6 mobile home-agent access second-only
interface Loopback1
 ipv6 address 2001:db8:9::1/64
 ipv6 mobile home-agent enable
interface wan0
 ipv6 address 2001:db8:f::1/64
ipv6 route ::/0 2001:db8:f::2
end
"""


class TwoHomeLinks(HomeAgent):
    """A home agent with two home links and a virtual one."""

    def __init__(self, binaries):
        """Starts it."""
        super().__init__(binaries, CONFIGURATION)

    def prepare(self):
        """Plugs in the second home link."""
        topology = self.topology
        topology.switch.ip(f"link add {SECOND.name} type bridge mcast_snooping 0", f"link set {SECOND.name} up")
        topology.plug(topology.home_agent, "second0", SECOND)
        for link in (SECOND, NOWHERE):
            topology.core.ip(f"route add {link.prefix}::/64 via 2001:db8:f::1")

    def node_of(self, link, identifier):
        """A mobile node of a home link, on the first access link."""
        node = self.mobile_node(link.address(identifier), home_agent=link.router)
        node.move(ACCESS1)
        return node


@pytest.fixture(scope="module")
def agent(binaries):
    with TwoHomeLinks(binaries) as agent:
        yield agent


@pytest.fixture(scope="module")
def far_station(agent):
    return agent.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))


@pytest.fixture(scope="module")
def first_host(agent):
    return agent.topology.station(HOME, HOME.address("50"))


@pytest.fixture(scope="module")
def second_host(agent):
    return agent.topology.station(SECOND, SECOND.address("50"))


def ping(agent, address):
    return agent.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", "-W", "2", address)


def discovers(frame):
    """Anything of neighbor discovery about a mobile node's address."""
    return ICMPv6ND_NA in frame.ipv6 or ICMPv6ND_NS in frame.ipv6


# Several home links


def test_each_link_is_told_its_own_prefix(agent, first_host, second_host):
    for host, link in ((first_host, HOME), (second_host, SECOND)):
        with host.listen(lambda frame: frame.is_router_advertisement) as inbox:
            packets = [frame.ipv6 for frame in inbox.collect(1.0)]
        assert packets
        assert {packet[ICMPv6NDOptPrefixInfo].prefix for packet in packets} == {link.router}
        assert all(packet[ICMPv6ND_RA].H for packet in packets)


def test_each_node_is_served_on_its_own_link(agent, first_host, second_host):
    nodes = [agent.node_of(HOME, "201"), agent.node_of(SECOND, "201")]
    for node, own, other in zip(nodes, (first_host, second_host), (second_host, first_host)):
        with own.listen(lambda frame: frame.probes(node.home_address)) as probes, \
                own.listen(lambda frame: frame.advertises(node.home_address)) as heard, \
                other.listen(discovers) as elsewhere:
            assert node.register(flags="AH").status == 0
            assert probes.next(PATIENCE) and heard.next(PATIENCE)
            assert not [frame for frame in elsewhere.collect(0.2) if node.home_address in frame.ipv6.summary()]
        assert " 0% packet loss" in ping(agent, node.home_address)
        with own.listen(lambda frame: frame.advertises(node.home_address)) as answers:
            own.solicit(node.home_address, source=own.addresses[0])
            assert answers.next(PATIENCE)
        with other.listen(lambda frame: frame.advertises(node.home_address)) as answers:
            other.solicit(node.home_address, source=other.addresses[0])
            assert answers.next(PATIENCE) is None, "it is not of this link"
    interfaces = {binding["homeAddress"]: binding["interface"] for binding in agent.bindings()}
    assert [interfaces[node.home_address] for node in nodes] == ["home0", "second0"]
    assert all(not node.complaints for node in nodes)


def test_each_link_has_its_own_filter(agent):
    first, second = agent.node_of(HOME, "202"), agent.node_of(SECOND, "202")
    for node in (first, second):
        node.move(ACCESS2)
    assert first.register().status == 0, "the list is the other link's"
    assert second.register().status == 129
    second.move(ACCESS1)
    assert second.register().status == 0


def test_a_link_that_is_a_home_link_no_more_takes_its_bindings_along_alone(agent, second_host):
    first, second = agent.node_of(HOME, "203"), agent.node_of(SECOND, "203")
    assert first.register().status == second.register().status == 0
    agent.daemon.ask("enable", "configure terminal", "interface second0", "no ipv6 mobile home-agent enable", "end")
    try:
        assert agent.binding(second.home_address) is None
        assert agent.binding(first.home_address)
        with second_host.listen(lambda frame: frame.advertises(second.home_address)) as answers:
            second_host.solicit(second.home_address, source=second_host.addresses[0])
            assert answers.next(PATIENCE) is None
    finally:
        agent.daemon.ask("enable", "configure terminal", "interface second0", "ipv6 mobile home-agent enable", "end")
    assert second.register().status == 0


# Virtual home links


def test_a_node_that_is_at_home_nowhere_registers_at_once(agent, first_host, second_host, far_station):
    """No duplicate address detection, no neighbor discovery on any link; everything else works."""
    node = agent.node_of(NOWHERE, "301")
    with first_host.listen(discovers) as first, second_host.listen(discovers) as second:
        began = time.monotonic()
        answer = node.register(flags="AHL")
        assert answer.status == 0
        assert time.monotonic() - began < 0.9, "nobody is there who could have the address"
        heard = [frame.ipv6.summary() for inbox in (first, second) for frame in inbox.collect(0.5)]
        assert not [text for text in heard if node.home_address in text], heard
    binding = agent.binding(node.home_address)
    assert (binding["interface"], binding["careOfAddress"]) == ("Loopback1", node.care_of_address)
    assert " 0% packet loss" in ping(agent, node.home_address), "through the tunnel, and back"
    node.move(ACCESS2)
    assert node.register().status == 0
    assert " 0% packet loss" in ping(agent, node.home_address)
    assert not node.complaints


def test_such_a_node_learns_its_prefixes(agent):
    node = agent.node_of(NOWHERE, "309")
    assert node.register().status == 0
    solicitation = (IPv6(src=node.care_of_address, dst=node.home_agent)
                    / IPv6ExtHdrDestOpt(options=[HAO(hoa=node.home_address)]) / ICMPv6MPSol(id=7))
    with node.station.listen(lambda frame: ICMPv6MPAdv in frame.ipv6) as answers:
        node.station.send(solicitation)
        answer = answers.next(2.0)
    assert answer and answer.ipv6[ICMPv6MPAdv].id == 7
    assert answer.ipv6[ICMPv6NDOptPrefixInfo].prefix == node.home_agent


def test_the_home_agent_itself_reaches_such_a_node(agent):
    node = agent.node_of(NOWHERE, "302")
    assert node.register().status == 0
    output = agent.topology.home_agent.run("ping", "-c", "2", "-i", "0.2", "-W", "2", node.home_address)
    assert " 0% packet loss" in output


def test_nodes_of_both_kinds_reach_each_other(agent):
    one, other = agent.node_of(HOME, "303"), agent.node_of(NOWHERE, "303")
    assert one.register().status == other.register().status == 0
    with other.tunnel(lambda inner: ICMPv6EchoRequest in inner) as arrivals:
        one.send(IPv6(src=one.home_address, dst=other.home_address) / ICMPv6EchoRequest())
        assert arrivals.next(2.0)


def test_who_is_not_registered_cannot_be_reached(agent, far_station):
    """As on any link where nobody answers, and without a packet on any."""
    with far_station.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as answers:
        far_station.send(IPv6(src=far_station.addresses[0], dst=NOWHERE.address("dead")) / ICMPv6EchoRequest())
        answer = answers.next(2.0)
    assert answer and answer.ipv6[ICMPv6DestUnreach].code == 3
    assert answer.ipv6.src == NOWHERE.router
    assert agent.traffic()["forwarding"]["virtualLinkUnreachable"] >= 1


def test_such_nodes_hear_of_groups(agent):
    """What reaches their link, which is what this machine puts there, and what they send themselves."""
    group = "ff1e::9:1"
    sender, member = agent.node_of(NOWHERE, "305"), agent.node_of(NOWHERE, "306")
    assert sender.register().status == member.register().status == 0
    member.send(listener.report(group))
    eventually(lambda: member.home_address in agent.daemon.ask(f"show ipv6 mobile groups {group}"), "no member")
    with agent.topology.home_agent.entered(), member.tunnel(lambda inner: inner.dst == group) as arrivals:
        sender.send(IPv6(src=sender.home_address, dst=group, hlim=8) / UDP(sport=5000, dport=5000) / b"from away")
        assert bytes(arrivals.next().ipv6.payload[UDP].payload) == b"from away"
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as end:
            end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex("Loopback1"))
            end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 8)
            end.sendto(b"from here", (group, 5000))
        assert bytes(arrivals.next().ipv6.payload[UDP].payload) == b"from here"
        assert not arrivals.next(PATIENCE), "once each"


def test_such_a_node_is_gone_after_its_end(agent, far_station):
    node = agent.node_of(NOWHERE, "304")
    assert node.register().status == 0
    assert node.deregister().status == 0
    assert agent.binding(node.home_address) is None
    with far_station.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as answers:
        far_station.send(IPv6(src=far_station.addresses[0], dst=node.home_address) / ICMPv6EchoRequest())
        assert answers.next(2.0)
    assert node.register().status == 0


def test_the_home_link_is_shown(agent):
    assert "Loopback1" in agent.daemon.ask("show ipv6 mobile globals")
    assert "Loopback1" in agent.daemon.ask("show interfaces")


def test_the_interface_comes_and_goes_with_its_lines(agent):
    """The daemon makes it, and leaves nothing of it."""
    node = agent.topology.home_agent
    agent.daemon.ask("enable", "configure terminal", "interface loopback 7", "ipv6 address 2001:db8:a7::1/64", "end")
    eventually(lambda: "2001:db8:a7::1/64" in node.run("ip", "-6", "address", "show", "dev", "Loopback7"), "no address")
    assert " 0% packet loss" in ping_from(agent, "2001:db8:f::1")
    agent.daemon.ask("enable", "configure terminal", "no interface Loopback7", "end")
    assert "Loopback7" not in node.run("ip", "link")


def ping_from(agent, address):
    """The machine is alive."""
    return agent.topology.correspondent.run("ping", "-c", "1", "-W", "2", address)


def test_a_killed_daemon_leaves_nothing_and_the_next_one_serves(binaries):
    with TwoHomeLinks(binaries) as agent:
        node = agent.node_of(NOWHERE, "305")
        assert node.register().status == 0
        agent.daemon.kill()
        assert "Loopback1" not in agent.topology.home_agent.run("ip", "link")
        agent.daemon.start()
        assert node.register().status == 0
        assert " 0% packet loss" in ping(agent, node.home_address)
        agent.daemon.stop()
        assert "Loopback1" not in agent.topology.home_agent.run("ip", "link")
