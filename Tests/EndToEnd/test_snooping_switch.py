"""A home link whose switch snoops on MLD: it delivers a group's frames only to those that reported it (RFC 4541)."""

import pytest

from Lab.topology import HOME
from support import PATIENCE, HomeAgent, eventually


@pytest.fixture(scope="module")
def snooping(binaries):
    """A home agent behind a bridge that snoops and asks, as a switch and its querier do."""
    with HomeAgent(binaries) as agent:
        agent.topology.switch.system_control("net/ipv6/conf/home/disable_ipv6", 0)
        agent.topology.switch.run(
            "ip", "link", "set", HOME.name, "type", "bridge", "mcast_snooping", "1", "mcast_querier", "1",
            "mcast_query_interval", "200", "mcast_startup_query_interval", "100", "mcast_query_response_interval", "50")
        stranger = agent.topology.station(HOME)
        eventually(lambda: not delivers(agent, stranger), "the switch does not snoop", timeout=20)
        yield agent


@pytest.fixture(scope="module")
def host(snooping):
    return snooping.topology.station(HOME, HOME.address("50"))


def group(address):
    last = int(address.rsplit(":", 1)[1], 16)
    return f"ff02::1:ff00:{last:x}"


def received(agent):
    """Frames that came to the home agent's interface on the home link."""
    return int(agent.topology.home_agent.run("cat", "/sys/class/net/home0/statistics/rx_packets"))


def delivers(agent, stranger):
    """Whether the switch delivers what is sent to a group that nobody reported."""
    before = received(agent)
    for _ in range(20):
        stranger.solicit(HOME.address("dead"))
    return received(agent) - before >= 20


def reported(agent):
    """The groups that the switch delivers to the home agent."""
    port = agent.topology.port_of(agent.topology.home_agent, "home0")
    lines = agent.topology.switch.run("bridge", "mdb", "show", "dev", HOME.name).splitlines()
    return {line.split(" grp ")[1].split()[0] for line in lines if f"port {port} " in line}


def test_groups_are_reported_as_long_as_they_are_needed(snooping, host):
    node = snooping.fresh_mobile_node()
    assert node.register().status == 0
    wanted = group(node.home_address)
    eventually(lambda: wanted in reported(snooping), "no MLD report", timeout=5)
    with host.listen(lambda frame: frame.advertises(node.home_address)) as answers:
        host.solicit(node.home_address, source=host.addresses[0])
        assert answers.next(PATIENCE), "a question to the group is not delivered"
        host.solicit(node.home_address)
        assert answers.next(PATIENCE), "a probe is not delivered"
    assert node.deregister().status == 0
    eventually(lambda: wanted not in reported(snooping), "the group was not left", timeout=10)


def test_a_duplicate_is_noticed_through_the_switch(snooping):
    """The owner's probe reaches a home agent that asks for the same address."""
    node = snooping.fresh_mobile_node()
    owner = snooping.topology.station(HOME)
    owner.advertise("fe80::77")
    update = node.binding_update()
    with node.acknowledgements() as answers:
        node.station.send(update.packet())
        eventually(lambda: group(node.home_address) in reported(snooping), "not reported", timeout=0.8)
        owner.solicit(node.home_address)
        frame = answers.next(2.0)
    assert frame and node.read(frame, update).status == 134
