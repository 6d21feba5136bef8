"""Router Advertisements on the home link: what a mobile node knows its home agent by."""

from scapy.layers.inet6 import (
    ICMPv6ND_RA, ICMPv6NDOptAdvInterval, ICMPv6NDOptPrefixInfo, ICMPv6NDOptSrcLLAddr)

from Lab import wire
from Lab.topology import HOME_AGENT_ADDRESS


def advertisements(station, duration):
    with station.listen(lambda frame: frame.is_router_advertisement) as inbox:
        return inbox.collect(duration)


def test_content(home_agent, neighbor):
    link_layer_address = home_agent.topology.home_agent.run("cat", "/sys/class/net/home0/address").strip()
    frames = advertisements(neighbor, 1.5)
    assert frames
    for frame in frames:
        packet = frame.ipv6
        assert packet.hlim == 255
        assert packet.src.startswith("fe80::") and packet.dst == "ff02::1"
        assert frame.destination == "33:33:00:00:00:01"
        assert wire.checksum(packet.src, packet.dst, frame.packet[40:], next_header=58) == 0
        message = packet[ICMPv6ND_RA]
        assert message.H == 1, "home agent"
        assert message.routerlifetime > 0, "a router"
        assert packet[ICMPv6NDOptSrcLLAddr].lladdr == link_layer_address == frame.source
        prefix = packet[ICMPv6NDOptPrefixInfo]
        assert (prefix.R, prefix.prefix, prefix.prefixlen) == (1, HOME_AGENT_ADDRESS, 64), "the full address"
        assert (prefix.L, prefix.A) == (1, 1)
        assert prefix.validlifetime >= prefix.preferredlifetime > 0


def test_interval(neighbor):
    """`ipv6 nd ra-interval msec 500`; the actual gaps may be shorter or a fifth longer."""
    times = [frame.time for frame in advertisements(neighbor, 5)]
    gaps = [after - before for before, after in zip(times, times[1:])]
    assert len(gaps) >= 5
    assert max(gaps) <= 0.6 + 0.1, gaps
    assert min(gaps) >= 0.1, gaps


def test_the_interval_option_says_what_is_configured(neighbor):
    """`ipv6 nd advertisement-interval`: RFC 6275 section 7.3, in milliseconds."""
    packet = advertisements(neighbor, 1.5)[0].ipv6
    assert ICMPv6NDOptAdvInterval not in packet or packet[ICMPv6NDOptAdvInterval].advint == 500


def test_none_on_a_link_that_is_no_home_link(home_agent, attacker):
    frames = advertisements(attacker.station, 1.5)
    assert not [frame for frame in frames if frame.ipv6[ICMPv6ND_RA].H]
    home_agent.assert_alive()


def test_the_interval_can_be_changed_at_the_prompt(home_agent, neighbor):
    def configure(line):
        home_agent.daemon.ask("enable", "configure terminal", "interface home0", line, "end")

    configure("ipv6 nd ra-interval msec 100")
    try:
        assert len(advertisements(neighbor, 2)) >= 10
    finally:
        configure("ipv6 nd ra-interval msec 500")
    advertisements(neighbor, 1)
    assert len(advertisements(neighbor, 2)) <= 10
