"""A home agent that stops says so, and so does a prefix that is withdrawn (RFC 4861 section 6.2.5, RFC 4862 5.5.3)."""

import pytest
from scapy.layers.inet6 import ICMPv6ND_RA, ICMPv6NDOptHAInfo, ICMPv6NDOptPrefixInfo, ICMPv6NDOptSrcLLAddr

from Lab.topology import HOME
from support import HomeAgent, eventually

SECOND = "2001:db8:5::1"


@pytest.fixture
def own_home_agent(binaries):
    """A home agent that the test may change and end."""
    with HomeAgent(binaries) as agent:
        yield agent


@pytest.fixture
def host(own_home_agent):
    """A station on its home link."""
    return own_home_agent.topology.station(HOME, HOME.address("50"))


def advertisements(inbox, duration=2.0):
    return [frame.ipv6 for frame in inbox.collect(duration)]


def listen(host):
    return host.listen(lambda frame: frame.is_router_advertisement)


def configure(agent, *lines):
    agent.daemon.ask("enable", "configure terminal", *lines, "end")


def assert_last_words(packets):
    """From some moment on each says that this is a router no more, and several do."""
    lifetimes = [packet[ICMPv6ND_RA].routerlifetime for packet in packets]
    last = lifetimes.index(0)
    assert set(lifetimes[last:]) == {0}, lifetimes
    assert 2 <= len(lifetimes[last:]) <= 3, "MAX_FINAL_RTR_ADVERTISEMENTS"
    for packet in packets[last:]:
        assert ICMPv6NDOptHAInfo not in packet, "a Home Agent Lifetime of 0 must not be sent"
        assert packet[ICMPv6NDOptSrcLLAddr].lladdr
        assert packet.hlim == 255 and packet.dst == "ff02::1"


def test_when_the_daemon_ends(own_home_agent, host):
    with listen(host) as inbox:
        assert own_home_agent.daemon.stop() == 0
        assert_last_words(advertisements(inbox))


def tells_prefix(host):
    """Whether hosts hear of a prefix now."""
    with listen(host) as inbox:
        frame = inbox.next(1.2)
    return frame is not None and ICMPv6NDOptPrefixInfo in frame.ipv6


@pytest.mark.parametrize("line", [
    "shutdown", "no ipv6 mobile home-agent enable", "ipv6 nd ra suppress all", "no ipv6 address"])
def test_when_the_interface_stops(own_home_agent, host, line):
    if line.startswith("no ipv6 mobile"):
        # Without any line of `ipv6 nd` it goes on as no router either.
        configure(own_home_agent, "interface home0", "no ipv6 nd ra-interval", "no ipv6 nd advertisement-interval")
    eventually(lambda: tells_prefix(host), "the prefix is not told", timeout=10)
    with listen(host) as inbox:
        configure(own_home_agent, "interface home0", line)
        packets = advertisements(inbox, 7.0)
    if line == "no ipv6 address":
        assert packets[-1][ICMPv6ND_RA].routerlifetime > 0, "a router without global addresses is one still"
        assert packets[-1][ICMPv6NDOptPrefixInfo].preferredlifetime == 0
    else:
        assert_last_words(packets)
    own_home_agent.daemon.ask("show version")


def test_a_router_that_is_a_home_agent_no_more_goes_on_without_the_h_bit(own_home_agent, host):
    with listen(host) as inbox:
        configure(own_home_agent, "interface home0", "no ipv6 mobile home-agent enable")
        packets = advertisements(inbox, 2.0)
    assert packets[-1][ICMPv6ND_RA].H == 0 and packets[-1][ICMPv6ND_RA].routerlifetime > 0
    assert packets[-1][ICMPv6NDOptPrefixInfo].R == 0
    assert ICMPv6NDOptHAInfo not in packets[-1]


def test_a_withdrawn_prefix_is_deprecated_at_once(own_home_agent, host):
    def said():
        with listen(host) as inbox:
            packet = advertisements(inbox, 1.2)[-1]
        options, option = {}, packet[ICMPv6NDOptPrefixInfo]
        while ICMPv6NDOptPrefixInfo in option:
            option = option[ICMPv6NDOptPrefixInfo]
            options[option.prefix.split("::")[0]] = option
            option = option.payload
        return options

    configure(own_home_agent, "interface home0", f"ipv6 address {SECOND}/64")
    before = eventually(lambda: said().get("2001:db8:5"), "the second prefix is not told", timeout=6)
    assert before.preferredlifetime == 604800 and before.R == 1
    configure(own_home_agent, "interface home0", f"no ipv6 address {SECOND}/64")
    said()
    after = said()
    withdrawn = after["2001:db8:5"]
    assert (withdrawn.preferredlifetime, withdrawn.R, withdrawn.prefix) == (0, 0, "2001:db8:5::")
    assert 7100 < withdrawn.validlifetime <= 7200, "what is left of two hours"
    assert after["2001:db8:1"].preferredlifetime == 604800
    eventually(lambda: said()["2001:db8:5"].validlifetime < withdrawn.validlifetime, "it does not end", timeout=6)
    configure(own_home_agent, "interface home0", f"ipv6 address {SECOND}/64")
    eventually(lambda: said()["2001:db8:5"].preferredlifetime == 604800, "it is not preferred again", timeout=6)
