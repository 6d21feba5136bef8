"""A machine that is a mobile node, at its prompt: what is configured, shown and told."""

import json

import pytest

from Lab.laboratory import Laboratory

CONFIGURATION = """\
hostname MN1
ipv6 mobile
ipv6 mobile mobile-node
 home-address 2001:db8:1::100/64
  home-agent 2001:db8:1::1
  authentication spi hex 1000 key hex 000102030405060708090a0b0c0d0e0f
 interface eth0 priority 10
 interface eth1 priority 20
 lifetime 600
 route-optimization
 route-optimization exclude 2001:db8:53::/64 port 53
"""


@pytest.fixture(scope="module")
def daemon(binaries):
    """A daemon that is a mobile node; the network it is in has none of its interfaces."""
    with Laboratory(binaries) as laboratory:
        yield laboratory.daemon.configure(CONFIGURATION).start()


def shown(daemon, command):
    return json.loads(daemon.ask(f"{command} | json"))


def lines(daemon):
    return daemon.ask("enable", "show running-config").splitlines()


def test_what_is_written_is_in_force(daemon):
    for line in (" home-address 2001:db8:1::100/64", "  home-agent 2001:db8:1::1", " interface eth0 priority 10",
                 " interface eth1 priority 20", " route-optimization exclude 2001:db8:53::/64 port 53"):
        assert line in lines(daemon)
    assert "000102030405060708090a0b0c0d0e0f" not in "\n".join(lines(daemon))
    assert daemon.check().returncode == 0


def test_it_says_that_it_is_a_mobile_node(daemon):
    role = shown(daemon, "show ipv6 mobile globals")["mobileNode"]
    assert role["isEnabled"] and not role["isDetached"]
    assert [(i["interface"], i["priority"]) for i in role["interfaces"]] == [("eth0", 10), ("eth1", 20)]


def test_shows_have_what_programs_read(daemon):
    status = shown(daemon, "show ipv6 mobile mobile-node")
    assert status["schema"] == 1 and status["isEnabled"]
    for home in status["homeAddresses"]:
        assert home["homeAddress"] == "2001:db8:1::100" and home["prefixLength"] == 64
        assert home["homeAgent"] in ("", "2001:db8:1::1")
        assert home["state"] in ("at-home", "registering", "registered", "detached")
        assert home["careOfAddress"] == "" and home["interface"] == ""
    assert status["attachments"] == [] and status["knownHomeAgents"] == []
    assert isinstance(shown(daemon, "show ipv6 mobile binding-update-list")["entries"], list)


def test_detaching_by_one_line(daemon):
    daemon.ask("enable", "configure terminal", "ipv6 mobile mobile-node detach")
    assert " detach" in lines(daemon)
    assert shown(daemon, "show ipv6 mobile mobile-node")["isDetached"]
    daemon.ask("enable", "configure terminal", "no ipv6 mobile mobile-node detach")
    assert " detach" not in lines(daemon)
    assert not shown(daemon, "show ipv6 mobile mobile-node")["isDetached"]


def test_beginning_anew(daemon):
    daemon.ask("enable", "clear ipv6 mobile mobile-node", "clear ipv6 mobile mobile-node home-agents")
    done = daemon.shell("enable", "clear ipv6 mobile mobile-node home-address 2001:db8:1::101")
    assert done.returncode == 1 and "no home address" in done.stderr + done.stdout


def test_a_mobile_node_is_no_home_agent(daemon):
    done = daemon.shell("enable", "configure terminal", "interface home0", "ipv6 mobile home-agent enable")
    assert done.returncode == 1 and "a home agent is no mobile node" in done.stderr + done.stdout
    assert " ipv6 mobile home-agent enable" not in lines(daemon)


@pytest.mark.parametrize("line", [
    "lifetime 3", "lifetime 262141", "interface eth0 priority 0", "interface eth0 priority 256",
    "home-address ff02::1/64", "home-address 2001:db8:1::100", "auto-configure maximum 9",
    "route-optimization exclude 2001:db8:53::/64 port 0",
])
def test_what_is_out_of_range_is_refused(daemon, line):
    before = lines(daemon)
    assert daemon.shell("enable", "configure terminal", "ipv6 mobile mobile-node", line).returncode in (1, 2)
    assert lines(daemon) == before


def test_it_ends_when_it_is_told_to(daemon):
    daemon.ask("enable", "configure terminal", "no ipv6 mobile mobile-node")
    assert not shown(daemon, "show ipv6 mobile mobile-node")["isEnabled"]
    assert shown(daemon, "show ipv6 mobile mobile-node")["homeAddresses"] == []
