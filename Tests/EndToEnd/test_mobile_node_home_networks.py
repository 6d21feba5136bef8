"""Home networks of a mobile node: those it finds by itself, renumbered ones, and home agents that are gone."""

import json
import time
from ipaddress import IPv6Address

import pytest
from scapy.layers.inet6 import ICMPv6ND_RA, ICMPv6NDOptPrefixInfo, ICMPv6NDOptSrcLLAddr, IPv6

from Lab.daemon import Daemon
from Lab.laboratory import KEY, Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, HOME, HOME_AGENT_ADDRESS, WAN
from support import eventually

FAST = STARTUP_CONFIG.read_text().replace("ra-interval msec 500", "ra-interval msec 70 30")
NEW_PREFIX, NEW_ADDRESS, NEW_HOME_AGENT = "2001:db8:77::/64", "2001:db8:77::100", "2001:db8:77::1"
OTHER_HOME_AGENT = HOME.address("2")
#: Seconds between 1900, from which times of home agents count, and 1970.
CALENDAR = 2_208_988_800


@pytest.fixture
def laboratory(binaries):
    """A laboratory with routers on the access links, whose home agent is not started."""
    with Laboratory(binaries) as laboratory:
        laboratory.access_routers()
        yield laboratory


def homeless(laboratory, words, links=(HOME,)):
    """A mobile node that makes its home address itself."""
    host = laboratory.moving_host("", links=list(links))
    lines = host.configuration().splitlines()
    written = [line for line in lines if "home-" not in line and "authentication" not in line]
    written.insert(-1, f" auto-configure {words}")
    return host.start("\n".join(written) + "\n")


def shown(host):
    return json.loads(host.daemon.ask("show ipv6 mobile mobile-node | json"))


def homes(host):
    return [one["homeAddress"] for one in shown(host)["homeAddresses"]]


def own_address(host, prefix=HOME.prefix):
    """What stateless address autoconfiguration makes of the host's link-layer address."""
    octets = bytes.fromhex(json.loads(host.node.run("ip", "-j", "link", "show", "dev", "eth0"))[0]["address"].replace(":", ""))
    identifier = bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]
    return str(IPv6Address(IPv6Address(f"{prefix}::").packed[:8] + identifier))


# Home addresses that configure themselves


class Advertiser:
    """A home agent that says one thing at a time."""

    def __init__(self, laboratory):
        """Plugs it in at home."""
        self.station = laboratory.topology.station(HOME, HOME.address("9"))

    def advertise(self, host, times=1):
        """Is heard so often by a mobile node."""
        for _ in range(times):
            before = self.heard(host)
            self.station.send(
                IPv6(src="fe80::9", dst="ff02::1", hlim=255) / ICMPv6ND_RA(H=1, routerlifetime=1800)
                / ICMPv6NDOptSrcLLAddr(lladdr=self.station.link_layer_address)
                / ICMPv6NDOptPrefixInfo(prefix=HOME.address("9"), prefixlen=64, L=1, A=1, R=1, validlifetime=600,
                                        preferredlifetime=300))
            eventually(lambda: self.heard(host) == before + 1, "the advertisement is not heard")

    @staticmethod
    def heard(host):
        """How many advertisements the mobile node knows of."""
        return sum(agent["advertisements"] for agent in shown(host)["knownHomeAgents"])


@pytest.mark.parametrize(("words", "needed"), [("first-at-once", 1), ("aggressive", 2)])
def test_a_home_address_is_made_when_a_home_agent_was_heard_so_often(laboratory, words, needed):
    host, advertiser = homeless(laboratory, words), Advertiser(laboratory)
    if needed > 1:
        advertiser.advertise(host, needed - 1)
        assert homes(host) == []
    advertiser.advertise(host)
    assert homes(host) == [own_address(host)]
    status, = shown(host)["homeAddresses"]
    assert status["isAutoConfigured"] and status["homeAgent"] == HOME.address("9")
    eventually(lambda: shown(host)["homeAddresses"][0]["state"] == "at-home", "it is not at home")


def test_who_is_conservative_takes_nobody_who_talks_much(laboratory):
    host, advertiser = homeless(laboratory, "conservative"), Advertiser(laboratory)
    advertiser.advertise(host, 20)
    assert homes(host) == []


def test_who_is_conservative_takes_who_is_known_for_long(laboratory):
    """What was heard before outlasts the daemon."""
    host, advertiser = homeless(laboratory, "conservative"), Advertiser(laboratory)
    assert host.daemon.stop() == 0
    heard = int(time.time() + CALENDAR - 60) % 2**32 << 32
    (host.daemon.state_directory / "known-home-agents").write_text(
        f"haos known home agents 1\n{HOME.address('9')}/64 500 {heard} 600000 -\nend\n")
    host.daemon.start()
    assert homes(host) == []
    advertiser.advertise(host)
    assert homes(host) == [own_address(host)]


def test_a_home_address_that_was_made_is_registered_from_abroad_and_outlasts_the_daemon(laboratory):
    laboratory.daemon.configure(
        FAST[:FAST.index(" host group")] + " authentication optional\n" + FAST[FAST.index("interface home0"):]).start()
    host = homeless(laboratory, "first-at-once")
    eventually(lambda: homes(host), "no home address is made")
    host.home_address = own_address(host)
    host.wait("at-home")
    host.move(ACCESS1)
    status = host.wait("registered", ACCESS1)
    assert laboratory.binding(host.home_address)["careOfAddress"] == status["careOfAddress"]
    assert " 0% packet loss" in laboratory.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", host.home_address)
    host.daemon.stop()
    host.daemon.start()
    assert host.wait("registered", ACCESS1)["isAutoConfigured"]


def test_what_was_made_goes_with_the_wish(laboratory):
    host, advertiser = homeless(laboratory, "first-at-once"), Advertiser(laboratory)
    advertiser.advertise(host)
    assert homes(host) == [own_address(host)]
    host.daemon.ask("enable", "configure terminal", "ipv6 mobile mobile-node", "no auto-configure", "end")
    assert homes(host) == []
    eventually(lambda: own_address(host) not in host.node.run("ip", "-6", "address", "show", "dev", "mobile0"),
               "the address stays")


# Renumbering


@pytest.fixture
def home_agent(laboratory):
    """A home agent that tells of changes within seconds, whose home link has the new prefix already."""
    configuration = FAST.replace(
        "ipv6 mobile home-agent\n", "ipv6 mobile home-agent\n prefix-advertisement interval 2 1\n", 1).replace(
        "interface home0\n", f" host group new\n  address {NEW_PREFIX}\n"
        f"  authentication spi hex 1000 key hex {KEY.hex()}\ninterface home0\n"
        f" ipv6 address {NEW_HOME_AGENT}/64\n")
    laboratory.topology.core.ip(f"route add {NEW_PREFIX} via {WAN.address(1)}")
    return laboratory.daemon.configure(configuration).start()


def configure(home_agent, *lines):
    home_agent.ask("enable", "configure terminal", "interface home0", *lines, "end")


def test_a_renumbered_home_gives_a_new_home_address(laboratory, home_agent):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    assert homes(host) == [HOME_ADDRESS], "the old prefix is good"
    configure(home_agent, f"ipv6 nd prefix {HOME.prefix}::/64 7200 0", "ipv6 nd managed-config-flag")
    eventually(lambda: homes(host) == [HOME_ADDRESS, NEW_ADDRESS], "there is no new home address", 10)
    host.home_address = NEW_ADDRESS
    status = host.wait("registered", ACCESS1)
    assert status["isAutoConfigured"] and status["homeAgent"] == NEW_HOME_AGENT
    for address in (HOME_ADDRESS, NEW_ADDRESS):
        assert " 0% packet loss" in laboratory.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", address)
    host.home_address = HOME_ADDRESS
    link = host.status()["homeLink"]
    assert link["isManaged"] and not link["hasOtherConfiguration"]
    assert 7100 < link["validLifetimeRemaining"] <= 7200 and link["preferredLifetimeRemaining"] == 0
    # What is told within ten seconds of a question is asked for after these.
    configure(home_agent, f"no ipv6 nd prefix {HOME.prefix}::/64 7200 0")
    eventually(lambda: homes(host) == [HOME_ADDRESS], "the new home address stays although the old one is good", 15)
    eventually(lambda: laboratory.binding(NEW_ADDRESS) is None, "its binding is kept", 5)


def test_no_registration_outlasts_the_home_prefix(laboratory, home_agent):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    configure(home_agent, f"ipv6 nd prefix {HOME.prefix}::/64 100 50")
    eventually(lambda: host.status().get("homeLink"), "the node is not told", 10)
    host.daemon.ask("enable", f"clear ipv6 mobile mobile-node home-address {HOME_ADDRESS}")
    eventually(lambda: laboratory.binding(HOME_ADDRESS)["lifetimeRemaining"] <= 100, "it asks for more", 5)
    host.wait("registered", ACCESS1)


# Home agents that are gone


@pytest.fixture
def other_home_agent(laboratory):
    """A home agent beside the first, and preferred to it."""
    node = laboratory.topology.namespace("ha2")
    laboratory.topology.plug(node, "home0", HOME)
    laboratory.topology.plug(node, "wan0", WAN)
    directory = laboratory.topology.directory / "ha2"
    directory.mkdir()
    daemon = Daemon(laboratory.binaries, node, directory)
    laboratory.topology.on_close(daemon.stop)
    daemon.configure(
        FAST.replace("hostname HA1", "hostname HA2").replace(f"{HOME_AGENT_ADDRESS}/64", f"{OTHER_HOME_AGENT}/64")
        .replace("preference 10", "preference 100").replace(f"{WAN.address(1)}/64", f"{WAN.address(3)}/64"))
    return daemon.start()


def discovering(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, key=KEY, links=[ACCESS1])
    return host, host.configuration(home_agent="discover")


def test_the_next_home_agent_serves_when_the_first_is_dead(laboratory, other_home_agent):
    laboratory.daemon.configure(FAST).start()
    eventually(lambda: OTHER_HOME_AGENT in laboratory.daemon.ask("show ipv6 mobile home-agents"), "it is not known")
    other_home_agent.node.ip("link set home0 down", "link set wan0 down")
    host, configuration = discovering(laboratory)
    host.start(configuration)
    eventually(lambda: host.status()["homeAgent"] == OTHER_HOME_AGENT, "the better one is not tried first", 10)
    # By whichever address of its: its kernel may have formed one when it heard the other home agent.
    assert host.wait("registered", ACCESS1, timeout=20)["homeAgent"] != OTHER_HOME_AGENT
    assert laboratory.binding(HOME_ADDRESS)


def test_the_better_home_agent_serves_while_it_is_there(laboratory, other_home_agent):
    laboratory.daemon.configure(FAST).start()
    eventually(lambda: OTHER_HOME_AGENT in laboratory.daemon.ask("show ipv6 mobile home-agents"), "it is not known")
    laboratory.topology.core.ip(f"route replace {OTHER_HOME_AGENT}/128 via {WAN.address(3)}")
    host, configuration = discovering(laboratory)
    host.start(configuration)
    assert host.wait("registered", ACCESS1)["homeAgent"] == OTHER_HOME_AGENT
    assert laboratory.binding(HOME_ADDRESS) is None
