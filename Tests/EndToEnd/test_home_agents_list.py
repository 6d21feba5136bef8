"""The Home Agents List (RFC 6275 section 10.5.1): what the daemon makes of the advertisements of other routers."""

import json
import time

import pytest
from scapy.layers.inet6 import (
    ICMPv6ND_RA, ICMPv6NDOptHAInfo, ICMPv6NDOptPrefixInfo, ICMPv6NDOptSrcLLAddr, IPv6)

from Lab.topology import HOME, HOME_AGENT_ADDRESS
from support import eventually

OTHER = "fe80::b"
ADDRESS = HOME.address("b")


def advertisement(source=OTHER, *, home_agent=True, lifetime=1800, information=None, addresses=(ADDRESS,), hop_limit=255):
    """A Router Advertisement; `information` is preference and lifetime as a home agent."""
    packet = IPv6(src=source, dst="ff02::1", hlim=hop_limit) / ICMPv6ND_RA(
        H=int(home_agent), routerlifetime=lifetime) / ICMPv6NDOptSrcLLAddr(lladdr="02:00:00:00:00:0b")
    for address in addresses:
        packet /= ICMPv6NDOptPrefixInfo(prefix=address, prefixlen=64, L=1, A=1, R=1, validlifetime=600,
                                        preferredlifetime=300)
    if information:
        packet /= ICMPv6NDOptHAInfo(pref=information[0], lifetime=information[1])
    return packet


@pytest.fixture(autouse=True)
def nobody_else(home_agent):
    """Nobody but this router is known when a test begins, nor when it ends."""
    home_agent.daemon.ask("enable", "clear ipv6 mobile home-agents")
    yield
    home_agent.daemon.ask("enable", "clear ipv6 mobile home-agents")


def link(home_agent, *words):
    """The home link as the shell shows it."""
    links = json.loads(home_agent.daemon.ask(" ".join(["show ipv6 mobile home-agents home0", *words, "| json"])))["links"]
    assert [link["interface"] for link in links] == ["home0"]
    return links[0]


def discovered(home_agent, *words):
    """The other home agents, by link-local address."""
    return {router["linkLocalAddress"]: router for router in link(home_agent, *words)["discovered"]}


def test_this_router_is_listed_as_configured(home_agent):
    own = link(home_agent)["configured"]
    assert own["preference"] == 10
    assert own["lifetime"] > 0
    assert own["globalAddresses"] == [f"{HOME_AGENT_ADDRESS}/64"]
    assert own["linkLocalAddress"].startswith("fe80::")


def test_another_is_discovered_and_the_better_comes_first(home_agent, neighbor):
    neighbor.send(advertisement(information=(100, 600)))
    neighbor.send(advertisement("fe80::c", addresses=(HOME.address("c"), "2001:db8:7::c")))
    eventually(lambda: len(discovered(home_agent)) == 2, "not discovered")
    routers = discovered(home_agent)
    assert list(routers) == [OTHER, "fe80::c"]
    assert (routers[OTHER]["preference"], routers[OTHER]["lifetime"]) == (100, 600)
    assert 590 <= routers[OTHER]["lifetimeRemaining"] <= 600
    assert routers[OTHER]["globalAddresses"] == [f"{ADDRESS}/64"]
    assert (routers["fe80::c"]["preference"], routers["fe80::c"]["lifetime"]) == (0, 1800)
    assert list(discovered(home_agent, "2001:db8:7::/64")) == ["fe80::c"]
    text = home_agent.daemon.ask("show ipv6 mobile home-agents")
    assert OTHER in text and "preference 100" in text and "Configured" in text and "Discovered" in text


def test_its_lifetime_ends_it(home_agent, neighbor):
    neighbor.send(advertisement(information=(1, 1)))
    eventually(lambda: OTHER in discovered(home_agent), "not discovered")
    eventually(lambda: not discovered(home_agent), "still there after its lifetime")


@pytest.mark.parametrize("last", [{"lifetime": 0}, {"home_agent": False}])
def test_it_says_that_it_is_none_any_more(home_agent, neighbor, last):
    neighbor.send(advertisement())
    eventually(lambda: OTHER in discovered(home_agent), "not discovered")
    neighbor.send(advertisement(**last))
    eventually(lambda: not discovered(home_agent), "still a home agent")
    routers = [router["linkLocalAddress"] for router in link(home_agent)["routers"]]
    assert routers == ([OTHER] if last.get("home_agent") is False else [])


@pytest.mark.parametrize("wrong", [{"hop_limit": 254}, {"source": HOME.address("50")}])
def test_what_is_no_valid_advertisement_is_counted_and_forgotten(home_agent, neighbor, wrong):
    with home_agent.assert_counted():
        neighbor.send(advertisement(**wrong))
    assert not discovered(home_agent)


def test_other_links_do_not_count(home_agent, attacker):
    attacker.station.send(advertisement())
    home_agent.assert_alive()
    assert not discovered(home_agent)


def test_the_operator_clears_it(home_agent, neighbor):
    neighbor.send(advertisement())
    eventually(lambda: OTHER in discovered(home_agent), "not discovered")
    home_agent.daemon.ask("enable", "clear ipv6 mobile home-agents home0")
    assert not discovered(home_agent)
    assert link(home_agent)["configured"]


def test_a_flood_changes_nothing_for_those_who_are_known(home_agent, neighbor):
    neighbor.send(advertisement(information=(65535, 600)))
    eventually(lambda: OTHER in discovered(home_agent), "not discovered")
    dropped = home_agent.traffic()["dropped"]["homeAgentsListFull"]
    fakes = [bytes(advertisement(f"fe80::bad:{number:x}")) for number in range(1, 201)]
    for fake in fakes:
        neighbor.transmit("33:33:00:00:00:01", fake)
    eventually(lambda: home_agent.traffic()["dropped"]["homeAgentsListFull"] >= dropped + 130, "not counted")
    routers = discovered(home_agent)
    assert len(routers) <= 100
    assert list(routers)[0] == OTHER
    home_agent.assert_alive()


def test_the_kernel_hears_them_too(home_agent, neighbor):
    """They are copied, not taken: the kernel counts them as ever."""
    def heard():
        statistics = home_agent.topology.home_agent.run("cat", "/proc/net/snmp6")
        return int(next(line for line in statistics.splitlines() if "Icmp6InRouterAdvertisements" in line).split()[1])

    before = heard()
    for _ in range(5):
        neighbor.send(advertisement())
        time.sleep(0.01)
    eventually(lambda: heard() >= before + 5, "the kernel did not see them")
    assert OTHER in discovered(home_agent)
