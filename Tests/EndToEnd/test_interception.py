"""The ends and edges of standing in for a mobile node: when it is over, when it is refused, and when it comes home."""

import pytest
from scapy.layers.inet6 import ICMPv6DestUnreach, ICMPv6EchoRequest, ICMPv6ND_NA, IPv6, UDP

from Lab.topology import ACCESS1, HOME
from support import PATIENCE, HomeAgent, eventually

RETRANS_TIMER = 1.0


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent that the tests may change, with a second prefix that they may take away."""
    with HomeAgent(binaries) as agent:
        configure(agent, "interface home0", "ipv6 address 2001:db8:5::1/64")
        configure(
            agent, "ipv6 mobile home-agent", "host group others", "address 2001:db8:5::/64",
            "authentication spi hex 1000 key hex 000102030405060708090a0b0c0d0e0f")
        eventually(lambda: "tentative" not in agent.topology.home_agent.run("ip", "-6", "address"), "no second address")
        yield agent


@pytest.fixture(scope="module")
def host(agent):
    return agent.topology.station(HOME, HOME.address("50"))


@pytest.fixture
def node(agent):
    return agent.fresh_mobile_node()


def configure(agent, *lines):
    agent.daemon.ask("enable", "configure terminal", *lines, "end")


def link_local(node):
    return "fe80::" + node.home_address.rsplit(":", 1)[1]


def answers(host, target):
    """Whether a question for an address, and a probe of it, are answered."""
    found = []
    for source in (host.addresses[0], "::"):
        with host.listen(lambda frame: frame.advertises(target)) as inbox:
            host.solicit(target, source=source)
            found.append(inbox.next(PATIENCE) is not None)
    return found


def test_three_advertisements_a_second_apart_take_both_addresses_over(agent, node, host):
    """MAX_NEIGHBOR_ADVERTISEMENT of each, to all nodes: R=0, S=0, O=1."""
    with host.listen(lambda frame: frame.next_header == 58 and ICMPv6ND_NA in frame.ipv6) as inbox:
        assert node.register(flags="AHL").status == 0
        frames = [frame for frame in inbox.collect(3.5)
                  if frame.ipv6[ICMPv6ND_NA].tgt in (node.home_address, link_local(node))]
    for target in (node.home_address, link_local(node)):
        own = [frame for frame in frames if frame.ipv6[ICMPv6ND_NA].tgt == target]
        assert len(own) == 3
        assert all((f.ipv6[ICMPv6ND_NA].R, f.ipv6[ICMPv6ND_NA].S, f.ipv6[ICMPv6ND_NA].O) == (0, 0, 1) for f in own)
        assert all(f.ipv6.dst == "ff02::1" and f.ipv6.hlim == 255 for f in own)
        gaps = [after.time - before.time for before, after in zip(own, own[1:])]
        assert all(gap > 0.9 * RETRANS_TIMER for gap in gaps), gaps


@pytest.mark.parametrize("end", ["expiry", "deregistration", "clear", "prefix"])
def test_nothing_is_answered_after_the_end(agent, host, end):
    identifier = f"{0x900 + ['expiry', 'deregistration', 'clear', 'prefix'].index(end):x}"
    address = f"2001:db8:5::{identifier}" if end == "prefix" else HOME.address(identifier)
    node = agent.mobile_node(address, home_agent="2001:db8:5::1" if end == "prefix" else HOME.router)
    node.move(ACCESS1)
    if end == "prefix":
        agent.topology.core.ip("route replace 2001:db8:5::/64 via 2001:db8:f::1")
    assert node.register(flags="AHL", lifetime=1 if end == "expiry" else 100).status == 0
    assert answers(host, address) == [True, True] and answers(host, link_local(node)) == [True, True]
    if end == "expiry":
        eventually(lambda: agent.binding(address) is None, "it does not expire", timeout=6)
    elif end == "deregistration":
        assert node.deregister().status == 0
    elif end == "clear":
        agent.daemon.ask(f"clear ipv6 mobile binding home-address {address}")
    else:
        configure(agent, "interface home0", "no ipv6 address 2001:db8:5::1/64")
        eventually(lambda: agent.binding(address) is None, "the binding outlives its prefix")
    assert answers(host, address) == [False, False] and answers(host, link_local(node)) == [False, False]
    agent.assert_alive()


def test_this_machines_own_probe_that_comes_back_is_no_duplicate(agent, node, host):
    """RFC 4862 section 5.4.3: links may loop."""
    mirrored = []

    def mirror(frame):
        if frame.probes(node.home_address) and not mirrored:
            mirrored.append(frame)
            octets = bytes.fromhex((frame.destination + frame.source).replace(":", "")) + b"\x86\xdd" + frame.packet
            host._socket.send(octets)

    with host.listen(mirror):
        assert node.register().status == 0
    assert mirrored, "the probe did not come back: nothing was tested"


@pytest.mark.parametrize("size", [8, 1400])
def test_packets_to_its_link_local_address_are_answered(agent, node, host, size):
    """Never tunnelled: Destination Unreachable, code 3, counted (RFC 6275 section 10.4.2)."""
    assert node.register(flags="AHL").status == 0
    before = agent.traffic()["forwarding"]["linkLocalUnreachable"]
    home_agent = host.resolve(node.home_address)
    host.addresses.append("fe80::50")
    with host.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as inbox, node.tunnel() as arrivals:
        packet = IPv6(src="fe80::50", dst=link_local(node)) / UDP(sport=7, dport=7) / bytes(size)
        host.send(packet, to=home_agent)
        answer = inbox.next(2.0)
        assert arrivals.next(PATIENCE) is None
    assert answer and answer.ipv6[ICMPv6DestUnreach].code == 3
    assert len(answer.packet) <= 1280
    assert bytes(answer.ipv6[ICMPv6DestUnreach].payload)[:40] == bytes(packet)[:40]
    assert agent.traffic()["forwarding"]["linkLocalUnreachable"] == before + 1


def test_errors_about_its_link_local_address_are_limited(agent, node, host):
    assert node.register(flags="AHL").status == 0
    before = agent.traffic()["forwarding"]
    home_agent = host.resolve(node.home_address)
    packet = bytes(IPv6(src="fe80::50", dst=link_local(node)) / UDP(sport=7, dport=7))
    for _ in range(3000):
        host.transmit(home_agent, packet)
    after = eventually(
        lambda: (now := agent.traffic()["forwarding"])["errorRateLimited"] > before["errorRateLimited"] and now,
        "there is no limit")
    assert after["linkLocalUnreachable"] > before["linkLocalUnreachable"]
    agent.assert_alive()


def test_without_l_the_link_local_address_is_not_the_home_agents_business(agent, node, host):
    assert node.register(flags="AH").status == 0
    home_agent = host.resolve(node.home_address)
    with host.listen(lambda frame: ICMPv6DestUnreach in frame.ipv6) as inbox:
        host.send(IPv6(src="fe80::50", dst=link_local(node)) / UDP(sport=7, dport=7), to=home_agent)
        frame = inbox.next(PATIENCE)
    assert frame is None or frame.ipv6.src != HOME.router
    agent.assert_alive()


# Coming home


def test_a_returning_node_finds_both_of_its_addresses_kept_for_it(agent, node):
    """It asks for its own address from `::` (RFC 6275 section 11.5.5), and the link-local one with L."""
    assert node.register(flags="AHL").status == 0
    node.arrive_home()
    for target in (node.home_address, link_local(node)):
        with node.station.listen(lambda frame: frame.advertises(target)) as inbox:
            node.station.addresses.clear()
            node.station.solicit(target)
            frame = inbox.next(2.0)
        assert frame and frame.ipv6.dst == "ff02::1" and frame.ipv6[ICMPv6ND_NA].S == 0
    node.station.addresses.append(node.home_address)
    router = frame.source
    assert node.register(lifetime=0, to=router, with_home_address_option=False).status == 0
    for target in (node.home_address, link_local(node)):
        with node.station.listen(lambda frame: frame.advertises(target)) as inbox:
            node.station.solicit(target)
            assert inbox.next(PATIENCE) is None, "it is the node's again"


@pytest.mark.parametrize("with_home_address_option", [False, True], ids=["without", "with"])
def test_a_refusal_reaches_a_node_at_home_that_was_never_bound(agent, node, with_home_address_option):
    """133, to the link-layer address that the update came from (RFC 6275 section 10.3.2)."""
    router = node.arrive_home()
    update = node.binding_update(lifetime=0, with_home_address_option=with_home_address_option)
    with node.station.listen(lambda frame: frame.probes(node.home_address)) as questions:
        answer = node.exchange(update, to=router)
        assert answer and answer.status == 133 and not answer.has_routing_header
        assert questions.next(0.1) is None, "nobody had to be asked where it is"


def test_who_was_gone_is_reached_at_home(agent, node, host):
    assert node.register().status == 0
    assert node.return_home().status == 0
    with node.station.listen(lambda frame: ICMPv6EchoRequest in frame.ipv6) as inbox:
        host.neighbors.clear()
        host.send(IPv6(src=host.addresses[0], dst=node.home_address) / ICMPv6EchoRequest())
        assert inbox.next(2.0), "on the link, at its own link-layer address"
