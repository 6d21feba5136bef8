"""What `ipv6 nd` lines put into Router Advertisements, as scapy and tshark read them from the link."""

import datetime
import math
import time

import pytest
from scapy.layers.inet6 import (
    ICMPv6ND_RA, ICMPv6ND_RS, ICMPv6NDOptAdvInterval, ICMPv6NDOptDNSSL, ICMPv6NDOptHAInfo, ICMPv6NDOptMTU,
    ICMPv6NDOptPrefixInfo, ICMPv6NDOptRDNSS, IPv6)

from Lab.laboratory import Laboratory
from Lab.topology import HOME, HOME_AGENT_ADDRESS, WAN
from capture import MALFORMED, captured, tshark
from support import eventually

PREFIX = "2001:db8:1::/64"

CONFIGURATION = """\
ipv6 unicast-routing
ipv6 mobile
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval msec 200 100
 ipv6 nd ra-lifetime 4500
 ipv6 nd managed-config-flag
 ipv6 nd other-config-flag
 ipv6 nd router-preference high
 ipv6 nd reachable-time 30000
 ipv6 nd ns-interval 2000
 ipv6 nd ra-hop-limit 32
 ipv6 nd mtu 1400
 ipv6 nd advertisement-interval
 ipv6 nd prefix default 3600 1800
 ipv6 nd prefix 2001:db8:5::/64 infinite 60 off-link no-autoconfig
 ipv6 nd rdnss 2001:db8:1::53
 ipv6 nd rdnss 2001:db8:1::54 infinite
 ipv6 nd dnssl example.org 60
 ipv6 nd dnssl lab.example.org
 ipv6 mobile home-agent enable
 ipv6 mobile home-agent lifetime 600
interface wan0
 ipv6 address 2001:db8:f::1/64
end
"""


@pytest.fixture(scope="module")
def laboratory(binaries):
    """A home agent that advertises all there is."""
    with Laboratory(binaries) as laboratory:
        laboratory.daemon.configure(CONFIGURATION).start()
        yield laboratory


@pytest.fixture(scope="module")
def host(laboratory):
    """A station on the home link."""
    return laboratory.topology.station(HOME, HOME.address("50"))


def configure(laboratory, *lines, interface="home0"):
    """Changes the configuration at the prompt."""
    laboratory.daemon.ask("enable", "configure terminal", f"interface {interface}", *lines, "end")


def advertisement(host, within=3.0):
    """The next advertisement."""
    with host.listen(lambda frame: frame.is_router_advertisement) as inbox:
        frame = inbox.next(within)
    assert frame, "no router advertisement"
    return frame.ipv6


def options(packet, kind):
    """All the options of a kind."""
    found, layer = [], packet.getlayer(kind)
    while layer:
        found.append(layer)
        layer = layer.payload.getlayer(kind)
    return found


def prefixes(packet):
    """What is said of each prefix, by its text."""
    return {option.prefix: option for option in options(packet, ICMPv6NDOptPrefixInfo)}


def test_every_line_is_on_the_wire(host):
    packet = advertisement(host)
    message = packet[ICMPv6ND_RA]
    assert (message.M, message.O, message.H, message.prf) == (1, 1, 1, 1)
    assert (message.routerlifetime, message.reachabletime, message.retranstimer) == (4500, 30000, 2000)
    assert message.chlim == 32
    assert packet[ICMPv6NDOptMTU].mtu == 1400
    assert packet[ICMPv6NDOptAdvInterval].advint == 200
    assert (packet[ICMPv6NDOptHAInfo].pref, packet[ICMPv6NDOptHAInfo].lifetime) == (0, 600)
    told = {prefix: (o.prefixlen, o.L, o.A, o.R, o.validlifetime, o.preferredlifetime)
            for prefix, o in prefixes(packet).items()}
    assert told == {
        HOME_AGENT_ADDRESS: (64, 1, 1, 1, 3600, 1800),
        "2001:db8:5::": (64, 0, 0, 0, 0xFFFFFFFF, 60),
    }
    assert [(o.dns, o.lifetime) for o in options(packet, ICMPv6NDOptRDNSS)] == [
        (["2001:db8:1::53"], 1800), (["2001:db8:1::54"], 0xFFFFFFFF)]
    assert [(o.searchlist, o.lifetime) for o in options(packet, ICMPv6NDOptDNSSL)] == [
        (["example.org."], 60), (["lab.example.org."], 1800)]


def test_tshark_finds_nothing_malformed(laboratory, host, tmp_path):
    """Two hundred prefixes do not fit one packet: none is fragmented, none malformed, none forgotten."""
    capture = tmp_path / "capture.pcapng"
    lines = [f"ipv6 nd prefix 2001:db8:9:{n:x}::/64 6 3" for n in range(1, 201)]
    configure(laboratory, *lines)
    try:
        node = laboratory.topology.home_agent
        with captured(node, capture, "home0"):
            time.sleep(2)
    finally:
        configure(laboratory, *(f"no {line}" for line in lines))
    eventually(lambda: set(prefixes(advertisement(host))) == {HOME_AGENT_ADDRESS, "2001:db8:5::"},
               "what was withdrawn is told for longer than it was valid", timeout=15)

    told = tshark(capture, "-Y", "icmpv6.type == 134", "-T", "fields", "-E", "separator=;", "-e", "icmpv6.opt.prefix")
    assert len(told) > 10
    assert {f"2001:db8:9:{n:x}::" for n in range(1, 201)} <= {prefix for line in told for prefix in line.split(",")}
    assert tshark(capture, "-Y", f"{MALFORMED} || ipv6.fraghdr") == []


def test_the_address_of_the_router_can_be_kept_back(laboratory, host):
    configure(laboratory, f"ipv6 nd prefix {PREFIX} no-rtr-address")
    try:
        eventually(lambda: "2001:db8:1::" in prefixes(advertisement(host)), "the router's address is still told")
        assert prefixes(advertisement(host))["2001:db8:1::"].R == 0
    finally:
        configure(laboratory, f"no ipv6 nd prefix {PREFIX}")
    eventually(lambda: HOME_AGENT_ADDRESS in prefixes(advertisement(host)), "the router's address is not told again")


def test_a_prefix_can_be_kept_back(laboratory, host):
    configure(laboratory, f"ipv6 nd prefix {PREFIX} no-advertise")
    try:
        eventually(lambda: set(prefixes(advertisement(host))) == {"2001:db8:5::"}, "the prefix is still told")
    finally:
        configure(laboratory, f"no ipv6 nd prefix {PREFIX}")


def test_suppressed_only_those_who_ask_are_told(laboratory, host):
    configure(laboratory, "ipv6 nd suppress-ra")
    try:
        time.sleep(0.5)
        with host.listen(lambda frame: frame.is_router_advertisement) as inbox:
            assert not inbox.collect(1)
            host.send(IPv6(src="fe80::50", dst="ff02::2", hlim=255) / ICMPv6ND_RS())
            answer = inbox.next(2)
            assert answer and answer.ipv6[ICMPv6ND_RA].routerlifetime == 4500
        configure(laboratory, "ipv6 nd ra suppress all")
        time.sleep(0.5)
        with host.listen(lambda frame: frame.is_router_advertisement) as inbox:
            host.send(IPv6(src="fe80::50", dst="ff02::2", hlim=255) / ICMPv6ND_RS())
            assert not inbox.collect(1)
    finally:
        configure(laboratory, "no ipv6 nd suppress-ra")
    assert advertisement(host)[ICMPv6ND_RA].H == 1


def test_a_plain_router_answers_with_mobility_off(laboratory):
    """The interval is half an hour: what comes soon is an answer."""
    station = laboratory.topology.station(WAN, WAN.address("50"))
    with station.listen(lambda frame: frame.is_router_advertisement) as inbox:
        configure(laboratory, "ipv6 nd ra-interval 1800", interface="wan0")
        laboratory.daemon.ask("enable", "configure terminal", "no ipv6 mobile", "end")
        try:
            assert inbox.next(3)
            inbox.collect(0.5)
            station.send(IPv6(src="fe80::50", dst="ff02::2", hlim=255) / ICMPv6ND_RS())
            answer = inbox.next(5)
            assert answer and answer.ipv6[ICMPv6ND_RA].H == 0
            assert prefixes(answer.ipv6)["2001:db8:f::"].R == 0
        finally:
            laboratory.daemon.ask("enable", "configure terminal", "ipv6 mobile", "end")
            configure(laboratory, "no ipv6 nd ra-interval", interface="wan0")


def date(moment):
    """A date as it is typed."""
    return moment.strftime("%b %d %Y %H:%M")


def test_dates_count_down_and_end_across_restarts(binaries, monkeypatch):
    """A time zone that is off by seconds puts the end of a minute, and so a date, where the test wants it."""
    now = math.floor(time.time())
    offset = (now + 12) % 60
    monkeypatch.setenv("TZ", f"LAB0:00:{offset:02}")
    end = datetime.datetime.fromtimestamp(now + 12 - offset, datetime.UTC)
    assert end.second == 0
    with Laboratory(binaries) as laboratory:
        laboratory.daemon.configure(f"""\
ipv6 unicast-routing
ipv6 mobile
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval msec 200
 ipv6 nd prefix {PREFIX} at {date(end)} {date(end)}
 ipv6 nd prefix 2001:db8:5::/64 at {date(end + datetime.timedelta(days=2))} {date(end)}
 ipv6 nd prefix 2001:db8:6::/64 at Dec 31 9999 23:59 Jan 1 1970 00:00
 ipv6 mobile home-agent enable
end
""").start()
        host = laboratory.topology.station(HOME, HOME.address("50"))
        told = prefixes(advertisement(host))
        left = now + 12 - time.time()
        assert left - 1 <= told[HOME_AGENT_ADDRESS].validlifetime <= left + 2
        assert told["2001:db8:5::"].validlifetime == told[HOME_AGENT_ADDRESS].validlifetime + 2 * 86400
        assert told["2001:db8:5::"].preferredlifetime == told[HOME_AGENT_ADDRESS].preferredlifetime
        assert (told["2001:db8:6::"].validlifetime, told["2001:db8:6::"].preferredlifetime) == (0xFFFFFFFE, 0)
        laboratory.daemon.kill()
        laboratory.daemon.start()
        again = prefixes(advertisement(host))[HOME_AGENT_ADDRESS]
        left = now + 12 - time.time()
        assert left - 1 <= again.validlifetime <= left + 2
        eventually(lambda: time.time() > now + 12.5, "time stands still", timeout=15)
        told = prefixes(advertisement(host))
        assert set(told) == {"2001:db8:5::", "2001:db8:6::"}
        assert told["2001:db8:5::"].preferredlifetime == 0


def test_a_router_that_says_otherwise_is_told_of(laboratory, host):
    packet = IPv6(src="fe80::77", dst="ff02::1", hlim=255) / ICMPv6ND_RA(chlim=1, M=1, O=0, routerlifetime=0)
    for _ in range(3):
        host.send(packet)
    line = "%IPV6_ND-4-CONFLICT: fe80::77 on home0 advertises otherwise: hop limit, O flag"
    eventually(lambda: line in laboratory.daemon.log, "the contradiction is not logged")
    laboratory.daemon.ask("show version")
    assert laboratory.daemon.log.count("CONFLICT") == 1, "once is enough"
