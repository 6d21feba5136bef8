"""Mobile Prefix Discovery (RFC 6275 section 10.6): renumbering of the home network reaches nodes abroad."""

import contextlib
import json
import time

import pytest
from scapy.layers.inet6 import (
    HAO, ICMPv6MPAdv, ICMPv6MPSol, ICMPv6ND_RA, ICMPv6NDOptPrefixInfo, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting)

from Lab.topology import ACCESS2, HOME, HOME_AGENT_ADDRESS
from capture import MALFORMED, captured, tshark
from support import CONFIGURATION, HomeAgent, eventually

QUICK = CONFIGURATION.replace("ipv6 mobile home-agent\n", "ipv6 mobile home-agent\n prefix-advertisement interval 3 1\n", 1)
NEW_PREFIX = "2001:db8:77::"


@pytest.fixture(scope="module")
def quick(binaries):
    """A home agent that tells of changes after 1 to 3 seconds."""
    with HomeAgent(binaries, QUICK) as agent:
        yield agent


@pytest.fixture
def node(quick):
    """A registered node that hears what it is told."""
    node = quick.fresh_mobile_node()
    assert node.register(lifetime=65535).status == 0
    yield node
    node.station.close()


def solicitation(node, identifier=0x4321, source=None):
    """A Mobile Prefix Solicitation."""
    return (IPv6(src=source or node.care_of_address, dst=HOME_AGENT_ADDRESS)
            / IPv6ExtHdrDestOpt(options=[HAO(hoa=node.home_address)]) / ICMPv6MPSol(id=identifier))


@contextlib.contextmanager
def advertisements(node):
    """Listens for Mobile Prefix Advertisements."""
    with node.station.listen(lambda frame: ICMPv6MPAdv in frame.ipv6) as inbox:
        yield inbox


def read(node, frame):
    """The message of a Mobile Prefix Advertisement, strictly, and its prefixes."""
    assert frame, "no Mobile Prefix Advertisement"
    packet = frame.ipv6
    assert (packet.src, packet.dst) == (HOME_AGENT_ADDRESS, node.care_of_address)
    routing = packet[IPv6ExtHdrRouting]
    assert (routing.type, routing.segleft, routing.addresses) == (2, 1, [node.home_address])
    message = packet[ICMPv6MPAdv]
    prefixes, option = {}, message.payload
    while isinstance(option, ICMPv6NDOptPrefixInfo):
        prefixes[option.prefix] = option
        option = option.payload
    return message, prefixes


def ask(node, identifier=0x4321):
    """Asks and reads the answer."""
    with advertisements(node) as inbox:
        node.station.send(solicitation(node, identifier))
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline and (frame := inbox.next()):
            message, prefixes = read(node, frame)
            if message.id == identifier:
                return message, prefixes
    raise AssertionError("no answer")


def configure(agent, *lines):
    """Configures the home link."""
    agent.daemon.ask("enable", "configure terminal", "interface home0", *lines, "end")


def test_a_node_asks_and_is_told_at_once(quick, node):
    begin = time.monotonic()
    message, prefixes = ask(node)
    assert time.monotonic() - begin < 0.5
    assert bytes(message)[1] == 0 and bytes(message)[6:8] == b"\0\0"
    assert list(prefixes) == [HOME_AGENT_ADDRESS], "the whole address of the home agent"
    option = prefixes[HOME_AGENT_ADDRESS]
    assert (option.prefixlen, option.L, option.A, option.R) == (64, 1, 1, 1)
    assert (option.validlifetime, option.preferredlifetime) == (2592000, 604800)


def test_renumbering_reaches_the_node_abroad(quick, node):
    ask(node)
    try:
        with advertisements(node) as inbox:
            configure(quick, f"ipv6 nd prefix {NEW_PREFIX}/64 4000 3000", "ipv6 nd prefix 2001:db8:1::/64 4000 0")
            _, prefixes = read(node, inbox.next(timeout=6))
            option = prefixes[NEW_PREFIX]
            assert (option.validlifetime, option.preferredlifetime, option.R) == (4000, 3000, 0)
            assert prefixes[HOME_AGENT_ADDRESS].preferredlifetime == 0
            assert inbox.next(timeout=5), "it is told again until it asks"
            ask(node)
        with advertisements(node) as inbox:
            assert not inbox.next(timeout=2.5), "it knows"
    finally:
        configure(quick, f"no ipv6 nd prefix {NEW_PREFIX}/64", "no ipv6 nd prefix 2001:db8:1::/64")
    withdrawn = ask(node)[1]
    assert list(withdrawn) == [HOME_AGENT_ADDRESS, NEW_PREFIX] and withdrawn[NEW_PREFIX].preferredlifetime == 0


def test_it_is_told_where_it_is(quick, node):
    ask(node)
    node.move(ACCESS2)
    assert node.register(lifetime=65535).status == 0
    with advertisements(node) as inbox:
        configure(quick, "ipv6 nd managed-config-flag")
        try:
            message, _ = read(node, inbox.next(timeout=6))
        finally:
            configure(quick, "no ipv6 nd managed-config-flag")
    assert bytes(message)[6] & 0xC0 == 0x80, "M is set, O is not"


def test_prefixes_of_other_home_agents_are_told(quick, node):
    ask(node)
    neighbor = quick.topology.station(HOME, HOME.address("51"))
    advertisement = IPv6(src="fe80::b", dst="ff02::1", hlim=255) / ICMPv6ND_RA(
        H=1, O=1, routerlifetime=60) / ICMPv6NDOptPrefixInfo(
            prefix="2001:db8:78::b", prefixlen=64, R=1, validlifetime=500, preferredlifetime=400)
    with advertisements(node) as inbox:
        neighbor.send(advertisement)
        message, prefixes = read(node, inbox.next(timeout=6))
    assert [prefix for prefix in prefixes if prefix != NEW_PREFIX] == [HOME_AGENT_ADDRESS, "2001:db8:78::b"]
    assert bytes(message)[6] & 0xC0 == 0x40
    quick.daemon.ask("enable", "clear ipv6 mobile home-agents")


@pytest.mark.parametrize("case", ["stranger", "elsewhere"])
def test_without_a_binding_there_is_a_binding_error(quick, node, case):
    if case == "stranger":
        node = quick.fresh_mobile_node()
    else:
        node.move(ACCESS2)
    with node.station.listen(lambda frame: frame.mobility_type == 7) as errors:
        node.station.send(solicitation(node))
        frame = errors.next()
    assert frame, "no Binding Error"
    header = frame.mobility_header
    assert header[6] == 1
    assert IPv6(frame.packet).dst == node.care_of_address


def test_without_the_option_it_is_dropped_and_counted(quick, node):
    before = quick.traffic()["dropped"]["homeAddressOptionMissing"]
    with quick.assert_silence(node.station):
        node.station.send(IPv6(src=node.care_of_address, dst=HOME_AGENT_ADDRESS) / ICMPv6MPSol(id=1))
    assert quick.traffic()["dropped"]["homeAddressOptionMissing"] == before + 1


def test_it_can_be_switched_off(quick, node):
    for lines in (["interface home0", "no ipv6 mobile home-agent prefix-discovery"],
                  ["no ipv6 mobile home-agent prefix-discovery"]):
        quick.daemon.ask("enable", "configure terminal", *lines, "end")
        assert "no ipv6 mobile home-agent prefix-discovery" in quick.daemon.ask("enable", "show running-config")
        shown = json.loads(quick.daemon.ask("show ipv6 mobile globals | json"))["homeLinks"]
        assert [link["tellsHomePrefixes"] for link in shown] == [False]
        dropped = quick.traffic()["dropped"]["prefixDiscoveryDisabled"]
        with advertisements(node) as inbox:
            node.station.send(solicitation(node))
            assert not inbox.next(timeout=4)
        assert quick.traffic()["dropped"]["prefixDiscoveryDisabled"] == dropped + 1
        quick.daemon.ask("enable", "configure terminal", *[line.replace("no ", "") for line in lines], "end")
        ask(node)


def test_debugging_tells_why(quick, node):
    quick.daemon.ask("enable", "configure terminal", "logging buffered debugging", "end")
    quick.daemon.ask("enable", f"debug ipv6 mobile home-agent home-address {node.home_address}")
    ask(node)
    log = quick.daemon.ask("enable", "show logging")
    assert f"{node.home_address} asks for home prefixes" in log
    assert f"{node.home_address}: told of home prefixes at {node.care_of_address}: it asked" in log
    quick.daemon.ask("enable", "undebug all")


def test_counters(quick, node):
    before = quick.traffic()
    ask(node)
    after = quick.traffic()
    assert after["prefixSolicitationsReceived"] == before["prefixSolicitationsReceived"] + 1
    assert after["prefixAdvertisementsSent"]["solicited"] == before["prefixAdvertisementsSent"]["solicited"] + 1
    assert "  Mobile Prefix Advertisements: " in quick.daemon.ask("show ipv6 mobile traffic")


def test_tshark_finds_nothing_malformed(quick, node, tmp_path):
    capture = tmp_path / "capture.pcap"
    home_agent = quick.topology.home_agent
    with captured(home_agent, capture, "wan0", last="icmpv6.type == 147"):
        ask(node)
    assert tshark(capture, "-Y", MALFORMED) == []
