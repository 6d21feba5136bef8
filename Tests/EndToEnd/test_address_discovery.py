"""Dynamic Home Agent Address Discovery (RFC 6275 section 10.5): a node abroad asks the anycast address."""

import contextlib
import random

import pytest
from scapy.layers.inet6 import (
    ICMPv6HAADReply, ICMPv6HAADRequest, ICMPv6ND_NA, ICMPv6ND_RA, ICMPv6NDOptHAInfo, ICMPv6NDOptPrefixInfo, IPv6)

from Lab.topology import ACCESS1, HOME, HOME_AGENT_ADDRESS
from Lab.wire import enclose
from capture import MALFORMED, captured, tshark
from support import eventually

ANYCAST = "2001:db8:1:0:fdff:ffff:ffff:fffe"


@pytest.fixture(autouse=True)
def nobody_else(home_agent):
    """Nobody but this router is known when a test begins, nor when it ends."""
    home_agent.daemon.ask("enable", "clear ipv6 mobile home-agents")
    yield
    home_agent.daemon.ask("enable", "clear ipv6 mobile home-agents")


@pytest.fixture
def abroad(home_agent):
    """A station on a foreign link, as a mobile node that has just arrived."""
    station = home_agent.topology.station(ACCESS1, ACCESS1.address(f"{random.randrange(0x2000, 0xfff0):x}"))
    yield station
    station.close()


def request(source, identifier=0x1234, **fields):
    """A question for home agents."""
    return IPv6(src=source, dst=ANYCAST) / ICMPv6HAADRequest(id=identifier, **fields)


@contextlib.contextmanager
def replies(station):
    """Listens for the answers."""
    with station.listen(lambda frame: ICMPv6HAADReply in frame.ipv6) as inbox:
        yield inbox


def ask(station, identifier=0x1234, **fields):
    """Asks, and reads the one answer."""
    with replies(station) as inbox:
        station.send(request(station.addresses[0], identifier, **fields))
        frame = inbox.next()
    assert frame, "no reply"
    message = frame.ipv6[ICMPv6HAADReply]
    assert (frame.ipv6.src, frame.ipv6.dst) == (HOME_AGENT_ADDRESS, station.addresses[0])
    assert message.id == identifier
    assert frame.packet[46:48] == b"\0\0", "reserved bits, and the R flag of those who serve mobile routers"
    octets = frame.packet[48:]
    assert len(octets) % 16 == 0
    return list(message.addresses)


def other(number, preference=0, addresses=1):
    """A Router Advertisement of another home agent."""
    packet = IPv6(src=f"fe80::{number:x}", dst="ff02::1", hlim=255) / ICMPv6ND_RA(H=1, routerlifetime=1800)
    for index in range(addresses):
        packet /= ICMPv6NDOptPrefixInfo(prefix=f"2001:db8:{index + 0x10:x}::{number:x}", prefixlen=64, R=1)
    return packet / ICMPv6NDOptHAInfo(pref=preference, lifetime=600)


def test_a_node_abroad_learns_of_this_home_agent(home_agent, abroad):
    before = home_agent.traffic()
    assert ask(abroad) == [HOME_AGENT_ADDRESS]
    after = home_agent.traffic()
    for counter in ("addressDiscoveryRequestsReceived", "addressDiscoveryRepliesSent"):
        assert after[counter] == before[counter] + 1
    assert after["forwarding"]["discoveryPacketsPunted"] == before["forwarding"]["discoveryPacketsPunted"] + 1
    text = home_agent.daemon.ask("show ipv6 mobile traffic")
    assert f"Home Agent Address Discovery Requests: {after['addressDiscoveryRequestsReceived']}\n" in text
    assert f"Home Agent Address Discovery Replies: {after['addressDiscoveryRepliesSent']}\n" in text


def test_the_better_comes_first_and_equal_ones_take_turns(home_agent, abroad, neighbor):
    neighbor.send(other(0xb, preference=100, addresses=2))
    neighbor.send(other(0xc, preference=10))
    neighbor.send(other(0xd, preference=3))
    eventually(lambda: len(ask(abroad)) == 5, "not all are listed")
    answers = [ask(abroad, identifier) for identifier in range(30)]
    assert {frozenset(answer[:2]) for answer in answers} == {frozenset(["2001:db8:10::b", "2001:db8:11::b"])}
    assert {answer[4] for answer in answers} == {"2001:db8:10::d"}
    assert {answer[2] for answer in answers} == {HOME_AGENT_ADDRESS, "2001:db8:10::c"}
    assert {answer[0] for answer in answers} == {"2001:db8:10::b", "2001:db8:11::b"}


def test_seventy_seven_fit(home_agent, abroad, neighbor):
    for number in range(39):
        neighbor.send(other(0x100 + number, preference=number + 11, addresses=2))
    eventually(lambda: len(ask(abroad)) == 77, "77 addresses are what fits")
    answer = ask(abroad)
    assert HOME_AGENT_ADDRESS not in answer, "the least preferred are left out"
    assert set(answer[:2]) == {"2001:db8:10::126", "2001:db8:11::126"}


def test_reserved_bits_and_the_flag_of_mobile_routers_are_ignored(home_agent, abroad):
    assert ask(abroad, res=0x7FFF) == [HOME_AGENT_ADDRESS]
    assert ask(abroad, R=1) == [HOME_AGENT_ADDRESS]


@pytest.mark.parametrize("wrong", ["code", "checksum", "source", "mobility"])
def test_what_is_no_request_is_dropped_and_counted(home_agent, abroad, attacker, wrong):
    packet = {
        "code": request(abroad.addresses[0], code=1),
        "checksum": request(abroad.addresses[0], cksum=0x1111),
        "source": request("ff02::1"),
        "mobility": enclose(abroad.addresses[0], ANYCAST, bytes.fromhex("3b01050000000001c000003c01020000")),
    }[wrong]
    with home_agent.assert_silence(abroad), home_agent.assert_counted():
        attacker.deliver(packet)


def test_neighbors_find_the_anycast_address(home_agent, neighbor):
    """The kernel answers for it as RFC 4861 section 7.2.7 wants: late by up to a second, and overriding nobody."""
    with neighbor.listen(lambda frame: frame.advertises(ANYCAST)) as inbox:
        neighbor.solicit(ANYCAST, HOME.address("50"))
        frame = inbox.next()
    assert frame, "nobody answers for the anycast address"
    assert frame.ipv6[ICMPv6ND_NA].O == 0 and frame.ipv6[ICMPv6ND_NA].S == 1
    assert ask_neighbor(neighbor) == [HOME_AGENT_ADDRESS]


def ask_neighbor(neighbor):
    """A node on the home link asks too."""
    with replies(neighbor) as inbox:
        neighbor.send(request(HOME.address("50")))
        return inbox.next().ipv6[ICMPv6HAADReply].addresses


def test_who_loses_the_home_link_loses_the_anycast_address(home_agent, abroad):
    ask_shell = home_agent.daemon.ask
    node = home_agent.topology.home_agent
    assert ANYCAST in node.run("ip", "-6", "route", "show", "table", "local", "type", "anycast")
    ask_shell("enable", "configure terminal", "interface home0", "no ipv6 mobile home-agent enable", "end")
    try:
        eventually(lambda: ANYCAST not in node.run("ip", "-6", "route", "show", "table", "local", "type", "anycast"),
                   "the kernel still has the address")
        with replies(abroad) as inbox:
            abroad.send(request(abroad.addresses[0]))
            assert not inbox.next(0.4)
    finally:
        ask_shell("enable", "configure terminal", "interface home0", "ipv6 mobile home-agent enable", "end")
    assert ask(abroad) == [HOME_AGENT_ADDRESS]


def test_an_access_list_denies_in_silence(home_agent, abroad):
    ask_shell = home_agent.daemon.ask
    ask_shell("enable", "configure terminal", "ipv6 access-list NOBODY", f"deny ipv6 any {ACCESS1.address('')}/64",
              "permit ipv6 any any", "ipv6 mobile home-agent", "binding access NOBODY", "end")
    try:
        before = home_agent.traffic()["dropped"]["addressDiscoveryFiltered"]
        with replies(abroad) as inbox:
            abroad.send(request(abroad.addresses[0]))
            assert not inbox.next(0.4)
        assert home_agent.traffic()["dropped"]["addressDiscoveryFiltered"] == before + 1
    finally:
        ask_shell("enable", "configure terminal", "ipv6 mobile home-agent", "no binding access",
                  "no ipv6 access-list NOBODY", "end")
    assert ask(abroad) == [HOME_AGENT_ADDRESS]


def test_a_flood_of_one_leaves_others_their_answers(home_agent, abroad):
    flood = bytes(request(abroad.addresses[0]))
    router = abroad.resolve(ACCESS1.router)
    before = home_agent.traffic()["dropped"]["addressDiscoveryRate"]
    for _ in range(2000):
        abroad.transmit(router, flood)
    eventually(lambda: home_agent.traffic()["dropped"]["addressDiscoveryRate"] > before + 1000, "not limited")
    home_agent.assert_alive()


def test_tshark_finds_nothing_malformed(home_agent, abroad, neighbor, tmp_path):
    neighbor.send(other(0xb, preference=100, addresses=3))
    capture = tmp_path / "capture.pcap"
    node = home_agent.topology.home_agent
    with captured(node, capture, "wan0", last="icmpv6.type == 145"):
        ask(abroad)
    assert tshark(capture, "-Y", MALFORMED) == []
