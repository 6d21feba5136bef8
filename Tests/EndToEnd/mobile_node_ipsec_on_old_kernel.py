"""A host that HAOS makes a mobile node speaks ESP with its home agent: on the old kernel, which has ESP.

Both ends get their keys from the home agent's own tool. `make test` runs this by Tests/OldKernel.
"""

import json
import socket
import struct
import time

import pytest
from scapy.layers.inet6 import IPv6
from scapy.packet import Raw

from Lab.conversation import Conversation
from Lab.daemon import Daemon
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT_ADDRESS, HOME, HOME_AGENT_ADDRESS, WAN
from support import eventually


def unsigned(configuration):
    """The home agent's configuration without RFC 4285, and with fast advertisements."""
    configuration = configuration.replace("ra-interval msec 500", "ra-interval msec 70 30")
    return "".join(line for line in configuration.splitlines(True) if "authentication" not in line)


@pytest.fixture
def laboratory(binaries):
    """A laboratory with a home agent, and routers on the access links."""
    with Laboratory(binaries) as laboratory:
        laboratory.daemon.configure(unsigned(STARTUP_CONFIG.read_text())).start()
        laboratory.access_routers()
        yield laboratory


def make_keys(laboratory, *, payload=False, tests=True):
    """Has the home agent make keys, and enters its part; returns the mobile node's."""
    told = laboratory.daemon.ask("enable", "crypto key generate host MN0")
    told = told[told.index("! the home agent"):]
    ours, theirs = told.split("! the mobile node")
    lines = [line for line in theirs.splitlines() if line.strip().startswith("ipsec")]
    ours = [line.strip() for line in ours.splitlines() if line.strip().startswith("ipsec")]
    wish = ["ipsec protect return-routability"] * tests + ["ipsec protect payload"] * payload
    ours, lines = ([line.strip() for line in part if "protect" not in line] + wish for part in (ours, lines))
    laboratory.daemon.ask("enable", "configure terminal", "ipv6 mobile home-agent", "host group MN0", *ours)
    return lines


def start(laboratory, lines, links=(HOME,)):
    """Starts a mobile node that has these lines for its home address."""
    host = laboratory.moving_host(HOME_ADDRESS, links=links)
    configuration = host.configuration()
    own = "".join(f"  {line}\n" for line in lines)
    return host.start("".join(
        own if "authentication" in line else line for line in configuration.splitlines(True)))


def states(node):
    """The kernel's associations, without how many packets went by each."""
    return sorted(line for line in node.run("ip", "xfrm", "state").splitlines() if "proto esp" in line or "src" in line)


def test_a_journey_touches_no_association(laboratory):
    host = start(laboratory, make_keys(laboratory), links=[ACCESS1])
    host.wait("registered", ACCESS1)
    before = states(host.node), states(laboratory.topology.home_agent)
    assert len(before[0]) >= 4
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    for link in (ACCESS2, HOME, ACCESS1, HOME):
        host.move(link)
        status = host.wait("at-home" if link is HOME else "registered", link)
        conversation.say(b"Are you there?")
        binding = laboratory.binding(HOME_ADDRESS)
        assert (binding or {}).get("careOfAddress") == (None if link is HOME else status["careOfAddress"])
    conversation.close()
    assert (states(host.node), states(laboratory.topology.home_agent)) == before


def test_return_routability_goes_under_esp(laboratory):
    directory = laboratory.topology.directory / "correspondent"
    directory.mkdir()
    correspondent = Daemon(laboratory.binaries, laboratory.topology.correspondent, directory)
    laboratory.topology.on_close(correspondent.stop)
    correspondent.configure("ipv6 mobile\nend\n").start()
    host = start(laboratory, make_keys(laboratory), links=[ACCESS1])
    host.wait("registered", ACCESS1)
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    conversation.say(b"Are you there?")

    def bindings():
        shown = json.loads(correspondent.ask("show ipv6 mobile binding | json"))["bindings"]
        return [binding["careOfAddress"] for binding in shown if binding["type"] == "correspondent"]

    eventually(lambda: bindings() == [host.status()["careOfAddress"]], "there is no direct way", 10)
    conversation.close()


def test_prefix_discovery_goes_under_esp(laboratory):
    host = start(laboratory, make_keys(laboratory), links=[ACCESS1])
    host.wait("registered", ACCESS1)
    laboratory.daemon.ask(
        "enable", "configure terminal", "ipv6 mobile home-agent", "prefix-advertisement interval 2 1", "exit",
        "interface home0", f"ipv6 nd prefix {HOME.prefix}::/64 7200 3600")
    eventually(lambda: host.status().get("homeLink"), "the node is not told", 20)
    assert "protectionMissing" not in host.daemon.ask("show ipv6 mobile traffic | include protection")


def test_payload_goes_under_esp(laboratory):
    host = start(laboratory, make_keys(laboratory, payload=True), links=[ACCESS1])
    host.wait("registered", ACCESS1)
    output = laboratory.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", HOME_ADDRESS)
    assert " 0% packet loss" in output
    output = host.node.run("ping", "-c", "3", "-i", "0.2", CORRESPONDENT_ADDRESS)
    assert " 0% packet loss" in output
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    host.move(ACCESS2)
    host.wait("registered", ACCESS2)
    conversation.say(b"Are you there?")
    conversation.close()
    shown = json.loads(host.daemon.ask("show ipv6 mobile security-associations | json"))["securityAssociations"]
    packets = {(one["mode"], one["direction"]): one["packets"] for one in shown}
    assert all(packets[mode, direction] > 0 for mode in ("transport", "tunnel") for direction in ("inbound", "outbound"))
    assert {one["homeAddress"] for one in shown} == {HOME_ADDRESS}
    assert {one["homeAgent"] for one in shown} == {HOME_AGENT_ADDRESS}


def test_other_keys_register_nothing(laboratory):
    lines = make_keys(laboratory)
    make_keys(laboratory)
    host = start(laboratory, lines, links=[ACCESS1])
    eventually(lambda: host.status().get("careOfAddress"), "the node is nowhere", 10)
    time.sleep(3)
    assert host.status()["state"] == "registering"
    assert laboratory.binding(HOME_ADDRESS) is None


def test_a_killed_daemon_leaves_nothing_behind(laboratory):
    lines = make_keys(laboratory)
    host = start(laboratory, lines, links=[ACCESS1])
    host.wait("registered", ACCESS1)
    host.daemon.kill()
    host.daemon.start()
    host.wait("registered", ACCESS1)
    assert len([line for line in states(host.node) if "proto esp" in line]) == 4
    assert host.daemon.stop() == 0
    assert "esp" not in host.node.run("ip", "xfrm", "state") + host.node.run("ip", "xfrm", "policy")


def forge_too_big(node, source, destination):
    """Sends Packet Too Big about a packet under ESP that was never sent."""
    with node.entered(), socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as raw:
        quoted = IPv6(src=source, dst=destination, nh=socket.IPPROTO_ESP) / Raw(bytes(1200))
        raw.sendto(struct.pack("!BBHI", 2, 0, 0, 1280) + bytes(quoted)[:1200], (source, 0))


@pytest.mark.parametrize("link", [ACCESS1, WAN], ids=lambda link: link.name)
def test_payload_finds_how_much_its_path_carries(laboratory, link):
    host = start(laboratory, make_keys(laboratory, payload=True), links=[ACCESS1])
    host.wait("registered", ACCESS1)
    core, correspondent = laboratory.topology.core, laboratory.topology.correspondent
    sender, receiver = (correspondent, HOME_ADDRESS) if link is ACCESS1 else (host.node, CORRESPONDENT_ADDRESS)

    def told(size):
        output = sender.run("sh", "-c", f"ping -M do -c 1 -W 1 -s {size - 48} {receiver} 2>&1 || true")
        return int(output.split("mtu: ")[1].split()[0]) if "mtu: " in output else None

    care_of_address = host.status()["careOfAddress"]
    ends = (HOME_AGENT_ADDRESS, care_of_address) if link is ACCESS1 else (care_of_address, HOME_AGENT_ADDRESS)
    forge_too_big(correspondent, *ends)
    assert told(1370) is None
    core.ip(f"link set {link.name} mtu 1400")
    eventually(lambda: told(1370), "nobody is told", 10)
    room = told(1370)
    assert 1280 < room < 1340
    assert " 0% packet loss" in sender.run("ping", "-M", "do", "-c", "2", "-i", "0.2", "-s", str(room - 48), receiver)
