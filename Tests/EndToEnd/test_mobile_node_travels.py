"""A host that HAOS makes a mobile node travels: between links, with one interface and two, and home again."""

import json
import time

import pytest

from Lab.conversation import Conversation
from Lab.daemon import Daemon
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.stream import Stream
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT_ADDRESS, HOME, HOME_AGENT_ADDRESS
from support import eventually


@pytest.fixture
def laboratory(binaries):
    """A laboratory with a home agent, and routers on the access links."""
    with Laboratory(binaries) as laboratory:
        laboratory.daemon.configure(
            STARTUP_CONFIG.read_text().replace("ra-interval msec 500", "ra-interval msec 70 30")).start()
        laboratory.access_routers()
        yield laboratory


def correspondent_node(laboratory, configuration="ipv6 mobile\nend\n"):
    """HAOS on the correspondent, in correspondent-only mode."""
    directory = laboratory.topology.directory / "correspondent"
    directory.mkdir()
    daemon = Daemon(laboratory.binaries, laboratory.topology.correspondent, directory)
    laboratory.topology.on_close(daemon.stop)
    return daemon.configure(configuration).start()


def commands(host, *lines):
    """Types lines of the mobile node's own mode."""
    host.daemon.ask("enable", "configure terminal", "ipv6 mobile mobile-node", *lines)


def test_a_conversation_survives_a_journey(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS).start()
    host.wait("at-home")
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    for link in (ACCESS1, ACCESS2, ACCESS1, HOME, ACCESS2, HOME):
        host.move(link)
        status = host.wait("at-home" if link is HOME else "registered", link)
        conversation.say(b"Are you there?")
        binding = laboratory.binding(HOME_ADDRESS)
        if link is HOME:
            assert binding is None
        else:
            assert binding["careOfAddress"] == status["careOfAddress"]
            assert status["careOfAddress"].startswith(f"{link.prefix}:")
    conversation.close()


def test_programs_use_the_home_address_unasked(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    output = host.node.run("ip", "-6", "route", "get", CORRESPONDENT_ADDRESS)
    assert f"src {HOME_ADDRESS}" in output, output
    output = host.node.run("ping", "-c", "3", "-i", "0.2", CORRESPONDENT_ADDRESS)
    assert " 0% packet loss" in output
    assert laboratory.binding(HOME_ADDRESS)["packetsTunnelled"] >= 3


def test_a_silent_move_is_noticed(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    host.slide(ACCESS2)
    host.wait("registered", ACCESS2, timeout=12)


def test_nothing_is_lost_between_two_interfaces(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1, ACCESS2]).start()
    host.wait("registered", ACCESS1)
    with Stream(laboratory.topology.correspondent, host.node, HOME_ADDRESS, rate=200) as stream:
        for priority, link in ((30, ACCESS2), (10, ACCESS1)) * 2:
            commands(host, f"interface eth0 priority {priority}")
            host.wait("registered", link)
            time.sleep(0.5)
    assert stream.lost == 0 and stream.sent > 200


def test_the_other_interface_takes_over(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1, ACCESS2]).start()
    host.wait("registered", ACCESS1)
    host.unplug("eth0")
    host.wait("registered", ACCESS2, timeout=4)
    assert host.status()["interface"] == "eth1"


def test_a_home_agent_is_discovered(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1])
    host.start(host.configuration(home_agent="discover"))
    assert host.wait("registered", ACCESS1)["homeAgent"] == HOME_AGENT_ADDRESS


def test_detaching_and_attaching(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    host.daemon.ask("enable", "configure terminal", "ipv6 mobile mobile-node detach")
    host.wait("detached")
    eventually(lambda: laboratory.binding(HOME_ADDRESS) is None, "the binding is kept", 5)
    host.daemon.ask("enable", "configure terminal", "no ipv6 mobile mobile-node detach")
    host.wait("registered", ACCESS1)


def test_a_clean_stop_gives_the_binding_up(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    assert host.daemon.stop() == 0
    eventually(lambda: laboratory.binding(HOME_ADDRESS) is None, "the binding is kept", 5)


def test_a_killed_daemon_registers_again(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    host.daemon.kill()
    host.daemon.start()
    host.wait("registered", ACCESS1)
    output = laboratory.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", HOME_ADDRESS)
    assert " 0% packet loss" in output


def test_killed_abroad_and_started_at_home_it_takes_its_address_back(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    host.daemon.kill()
    host.move(HOME)
    assert laboratory.binding(HOME_ADDRESS), "the home agent still speaks for the home address"
    host.daemon.start()
    host.wait("at-home")
    assert laboratory.binding(HOME_ADDRESS) is None
    output = laboratory.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", HOME_ADDRESS)
    assert " 0% packet loss" in output


def test_a_wrong_key_registers_nothing(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, key=bytes(16), links=[ACCESS1]).start()
    eventually(lambda: host.status().get("lastStatus") == 146, "the key is not refused", 10)
    time.sleep(1)
    assert host.status()["state"] == "registering"
    assert laboratory.binding(HOME_ADDRESS) is None


def test_a_correspondent_is_reached_directly_and_follows(laboratory):
    correspondent = correspondent_node(laboratory)
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)

    def bindings():
        shown = json.loads(correspondent.ask("show ipv6 mobile binding | json"))["bindings"]
        return [binding["careOfAddress"] for binding in shown if binding["type"] == "correspondent"]

    for link in (ACCESS1, ACCESS2):
        if link is ACCESS2:
            host.move(link)
            host.wait("registered", link)
        conversation.say(b"Are you there?")
        eventually(lambda: bindings() == [host.status()["careOfAddress"]], "there is no direct way", 10)
        tunnelled = laboratory.binding(HOME_ADDRESS)["packetsTunnelled"]
        for _ in range(20):
            conversation.say(b"Are you there?")
        assert laboratory.binding(HOME_ADDRESS)["packetsTunnelled"] - tunnelled < 10
    kinds = {entry["type"]: entry["state"] for entry in host.binding_update_list()}
    assert kinds == {"home-agent": "registered", "correspondent": "registered"}
    host.move(HOME)
    host.wait("at-home")
    conversation.say(b"Are you there?")
    eventually(lambda: not bindings(), "the correspondent still believes the node abroad", 10)
    conversation.say(b"Are you there?")
    conversation.close()


def test_without_route_optimization_all_goes_home(laboratory):
    correspondent = correspondent_node(laboratory)
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1])
    host.start(host.configuration().replace("\nend", "\n no route-optimization\nend"))
    host.wait("registered", ACCESS1)
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    for _ in range(10):
        conversation.say(b"Are you there?")
        time.sleep(0.2)
    assert not json.loads(correspondent.ask("show ipv6 mobile binding | json"))["bindings"]
    assert [entry["type"] for entry in host.binding_update_list()] == ["home-agent"]
    conversation.close()


def test_only_the_kernel_s_duplicate_detection_is_changed(laboratory):
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1])
    names = ("accept_ra", "autoconf", "dad_transmits", "accept_dad", "forwarding")
    before = [host.node.system_control(f"net/ipv6/conf/eth0/{name}") for name in names]
    host.start()
    host.wait("registered", ACCESS1)
    assert [host.node.system_control(f"net/ipv6/conf/eth0/{name}") for name in names] == before
