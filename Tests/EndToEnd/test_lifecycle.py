"""Starting, ending and crashing: what is attached, what is left, who may run."""

import signal
import subprocess
import time
from dataclasses import replace

import pytest

from Lab.daemon import Daemon
from Lab.laboratory import KEY, Laboratory
from Lab.topology import HOME, HOME_AGENT_ADDRESS, WAN
from support import CONFIGURATION, Doorstep, HomeAgent, eventually

FORWARDING = "net/ipv6/conf/all/forwarding"


@pytest.fixture
def agent(binaries):
    """A home agent that a test may hurt."""
    with HomeAgent(binaries) as agent:
        yield agent


def snapshot(agent):
    """What a daemon changes of its namespace: addresses, routes, traffic control, system controls."""
    node = agent.topology.home_agent
    controls = {
        name: node.system_control(f"net/ipv6/conf/{interface}/{name}")
        for interface in ("all", "default", "home0", "wan0")
        for name in ("forwarding", "accept_ra", "proxy_ndp", "accept_dad", "autoconf", "disable_ipv6")}
    return {
        "addresses": sorted(node.run("ip", "-6", "-o", "address").splitlines()),
        "routes": sorted(node.run("ip", "-6", "route", "show", "table", "all").splitlines()),
        "proxies": node.run("ip", "-6", "neigh", "show", "proxy"),
        "qdiscs": node.run("tc", "qdisc", "show"),
        "filters": [node.run("tc", "filter", "show", "dev", interface, direction)
                    for interface in ("home0", "wan0") for direction in ("ingress", "egress")
                    if "clsact" in node.run("tc", "qdisc", "show", "dev", interface)],
        "links": sorted(line.split("link/ether")[0] for line in node.run("ip", "-o", "link").splitlines()),
        "controls": controls,
    }


def settled(agent):
    """A snapshot when the kernel has done with its own link-local addresses."""
    node = agent.topology.home_agent
    eventually(lambda: "tentative" not in node.run("ip", "-6", "address"), "addresses stay tentative", timeout=5)
    return snapshot(agent)


def test_nothing_is_left_after_a_clean_stop(agent):
    """With a mobile node registered, which is the harder case."""
    assert agent.fresh_mobile_node().register().status == 0
    during = snapshot(agent)
    assert agent.daemon.stop() == 0
    before_start = settled(agent)
    agent.daemon.start()
    assert snapshot(agent) != before_start
    assert agent.fresh_mobile_node().register().status == 0
    assert agent.daemon.stop() == 0
    assert settled(agent) == before_start
    assert during["controls"] != before_start["controls"], "it is a router while it runs"
    assert not agent.daemon.control_socket.exists()


def test_a_namespace_that_never_saw_it_looks_the_same_afterwards(binaries):
    with Laboratory(binaries) as laboratory:
        before = settled(laboratory)
        laboratory.daemon.configure(CONFIGURATION).start()
        assert snapshot(laboratory) != before
        assert laboratory.daemon.stop() == 0
        assert settled(laboratory) == before


def test_what_was_there_stays(agent):
    """An address, a route and a qdisc that HAOS finds are not its own to remove."""
    node = agent.topology.home_agent
    assert agent.daemon.stop() == 0
    node.ip(f"address add {HOME_AGENT_ADDRESS}/64 dev home0 nodad", "address add 2001:db8:77::1/64 dev wan0 nodad",
            "route add 2001:db8:99::/64 via 2001:db8:77::2")
    node.system_control(FORWARDING, 1)
    node.run("tc", "qdisc", "add", "dev", "home0", "clsact")
    before = settled(agent)
    agent.daemon.start()
    agent.assert_alive()
    assert agent.daemon.stop() == 0
    assert settled(agent) == before


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_ends_cleanly_on_a_signal(agent, end):
    agent.daemon.process.send_signal(end)
    assert agent.daemon.process.wait(10) == 0
    assert not agent.daemon.control_socket.exists()


def test_takes_over_after_a_crash(agent):
    """Killed with a binding in place: the next start serves again, and leaves nothing after its own clean end."""
    assert agent.daemon.stop() == 0
    clean = settled(agent)
    agent.daemon.start()
    assert agent.fresh_mobile_node().register().status == 0
    agent.daemon.kill()
    agent.daemon.start()
    node = agent.fresh_mobile_node()
    assert node.register().status == 0
    assert " 0% packet loss" in agent.topology.correspondent.run(
        "ping", "-c", "3", "-i", "0.1", "-W", "2", node.home_address)
    assert agent.daemon.stop() == 0
    assert settled(agent) == clean


def test_a_second_crash_is_no_worse(agent):
    for _ in range(3):
        agent.daemon.kill()
        agent.daemon.start()
    agent.assert_alive()
    qdiscs = agent.topology.home_agent.run("tc", "qdisc", "show", "dev", "wan0")
    assert qdiscs.count("clsact") <= 1
    assert agent.daemon.stop() == 0
    assert "clsact" not in agent.topology.home_agent.run("tc", "qdisc", "show", "dev", "wan0")


def test_no_stale_defense_after_a_crash(agent):
    """What the killed daemon had attached does not answer for mobile nodes that the next one does not know."""
    node = agent.fresh_mobile_node()
    assert node.register().status == 0
    agent.daemon.kill()
    agent.daemon.start()
    neighbor = agent.topology.station(HOME, HOME.address("50"))
    with neighbor.listen(lambda frame: frame.advertises(node.home_address)) as answers:
        neighbor.solicit(node.home_address, source=HOME.address("50"))
        defended = answers.next(0.5) is not None
    assert defended == (agent.binding(node.home_address) is not None)


def test_a_second_daemon_on_the_same_state_directory_is_refused(agent):
    second = Daemon(agent.daemon.binaries, agent.topology.home_agent, agent.daemon.directory / "second")
    second.directory.mkdir()
    second.configure(CONFIGURATION)
    second.state_directory = agent.daemon.state_directory
    second.launch()
    assert second.process.wait(10) > 0
    second.process = None
    assert str(agent.daemon.state_directory) in second.log, second.log
    agent.assert_alive()


def test_a_missing_interface_is_taken_up_when_it_appears(agent):
    topology, daemon = agent.topology, agent.daemon
    assert daemon.stop() == 0
    topology.home_agent.ip("link delete home0")
    daemon.start()
    assert "home0" in daemon.log, "it says that home0 is missing"
    node = agent.fresh_mobile_node()
    assert node.exchange(node.binding_update(), timeout=2) is None or agent.binding(node.home_address) is None
    topology.plug(topology.home_agent, "home0", HOME)
    eventually(lambda: f"{HOME_AGENT_ADDRESS}/64" in topology.home_agent.run("ip", "-6", "address", "show", "home0"),
               "home0 gets no address")
    station = topology.station(HOME)
    with station.listen(lambda frame: frame.is_router_advertisement) as inbox:
        assert inbox.next(3), "no Router Advertisement on the interface that appeared"
    time.sleep(1.2)
    assert node.register().status == 0


def test_an_interface_that_goes_and_comes_back(agent):
    topology = agent.topology
    agent.assert_alive()
    topology.home_agent.ip("link delete wan0")
    time.sleep(0.5)
    assert agent.daemon.shell("show version").returncode == 0
    topology.plug(topology.home_agent, "wan0", WAN)
    eventually(lambda: "2001:db8:f::1/64" in topology.home_agent.run("ip", "-6", "address", "show", "wan0"),
               "wan0 gets no address")
    eventually(lambda: "default via 2001:db8:f::2" in topology.home_agent.run("ip", "-6", "route"), "no route")
    time.sleep(1.2)
    topology.core.run("ip", "-6", "neigh", "flush", "dev", "wan")
    agent.assert_alive()


def test_the_log_keeps_the_keys(agent):
    agent.assert_alive()
    node = agent.fresh_mobile_node(key=bytes(16))
    node.exchange(node.binding_update(), 0.5)
    shown = agent.daemon.ask("show ipv6 mobile binding", "show ipv6 mobile traffic", "show version")
    for text in (agent.daemon.log, shown):
        assert KEY.hex() not in text.lower()


def pings(agent, node):
    """Whether pings reach a mobile node and come back."""
    return " 0% packet loss" in agent.topology.correspondent.run(
        "ping", "-c", "3", "-i", "0.2", "-W", "2", node.home_address)


@pytest.mark.parametrize("interface", ["home0", "wan0"])
def test_an_interface_taken_down_and_up(agent, interface):
    """The kernel forgets addresses and routes with the interface; afterwards everything is as before."""
    node = agent.fresh_mobile_node()
    assert node.register().status == 0
    agent.topology.home_agent.ip(f"link set {interface} down")
    time.sleep(0.5)
    agent.topology.home_agent.ip(f"link set {interface} up")
    time.sleep(2.5)
    assert node.register().status == 0
    assert pings(agent, node)


@pytest.mark.parametrize("link", [HOME, WAN], ids=["home", "wan"])
def test_a_cable_pulled_and_plugged_in_again(agent, link):
    node = agent.fresh_mobile_node()
    assert node.register().status == 0
    port = agent.topology.port_of(agent.topology.home_agent, "home0" if link is HOME else "wan0")
    agent.topology.switch.ip(f"link set {port} down")
    time.sleep(0.5)
    agent.topology.switch.ip(f"link set {port} up")
    time.sleep(1.5)
    assert node.register().status == 0
    assert pings(agent, node)


def test_a_flood_of_forged_updates(agent):
    """Ten thousand updates for two thousand home addresses: no state, and service goes on."""
    doorstep = Doorstep(agent)
    agent.assert_alive()
    memory = agent.daemon.memory
    template = agent.fresh_mobile_node().binding_update(key=bytes(16))
    packets = [replace(template, home_address=HOME.address(f"7:{n:x}")).packet() for n in range(2000)]
    for packet in 5 * packets:
        doorstep.deliver(packet)
    node = agent.fresh_mobile_node()
    eventually(lambda: node.exchange(node.binding_update()), "it does not answer any more", timeout=60)
    assert {binding["homeAddress"] for binding in agent.bindings()} <= {node.home_address, agent.control.home_address}
    assert agent.daemon.memory - memory < 20e6, "octets"


def test_nobody_has_to_read_the_log(agent):
    """A full pipe must not stop the protocol: more is logged than a pipe holds, and nobody reads."""
    agent.daemon.stop()
    daemon = agent.daemon
    commands = daemon.directory / "commands"
    commands.write_text("configure terminal\n" + "".join(f"interface missing{i}\n" for i in range(700)))
    daemon.process = subprocess.Popen(
        daemon.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    eventually(lambda: daemon.shell("show version").returncode == 0, "the daemon is not ready", timeout=20)
    assert daemon.shell(arguments=["-f", str(commands)]).returncode == 0
    assert agent.fresh_mobile_node().register().status == 0
    assert daemon.stop() == 0
