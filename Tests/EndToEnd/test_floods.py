"""Floods as fast as a processor sends: established nodes and their tunnels do not notice, memory stays as it is."""

import time

import pytest
from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6

from Lab.hostile import KINDS, flood
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, HOME, WAN
from support import HomeAgent, flattened

SECONDS = 6


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent of its own: what floods leave in the counters is nobody else's."""
    with HomeAgent(binaries) as agent:
        yield agent


@pytest.fixture(scope="module")
def stations(agent):
    """Whoever floods, from the outer link and from the home link."""
    return {link: agent.topology.station(link, link.address("66")) for link in (WAN, HOME)}


@pytest.fixture(scope="module")
def remote(agent):
    """A correspondent."""
    return agent.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_flood_disturbs_nobody(agent, stations, remote, kind):
    """While it lasts, a good node renews its binding twenty times in a row, and what its tunnel carries arrives."""
    node = agent.registered_mobile_node()
    agent.assert_alive()
    memory = agent.daemon.memory
    flooding = flood(kind, node, stations, SECONDS, agent.topology.directory)
    answers = [node.exchange(node.binding_update(), timeout=2) for _ in range(20)]
    with node.tunnel(lambda inner: ICMPv6EchoRequest in inner) as arrivals:
        for number in range(20):
            remote.send(IPv6(src=remote.addresses[0], dst=node.home_address)
                               / ICMPv6EchoRequest(id=7, seq=number))
        arrived = [arrivals.next(timeout=2) for _ in range(20)]
    assert flooding.end() * SECONDS > 10_000, "it is no flood"
    assert [answer.status if answer else None for answer in answers].count(0) == 20
    assert sum(frame is not None for frame in arrived) == 20
    assert agent.daemon.memory - memory < 20e6, "octets"
    assert not node.complaints


@pytest.mark.parametrize("kind", ["from one source", "from a few networks", "for a few home addresses"])
def test_a_flood_keeps_nobody_out_who_comes_for_the_first_time(agent, stations, kind):
    """With one update each, a mobile node registers, and moves: who floods with the same kind has had his share."""
    newcomer, template = agent.fresh_mobile_node(), agent.registered_mobile_node()
    flooding = flood(kind, template, stations, SECONDS, agent.topology.directory)
    time.sleep(1)
    statuses = []
    for link in (ACCESS1, ACCESS2):
        newcomer.move(link)
        answer = newcomer.exchange(newcomer.binding_update(), timeout=4)
        statuses.append(answer.status if answer else None)
    assert flooding.end() * SECONDS > 10_000, "it is no flood"
    assert statuses == [0, 0]


def test_a_flood_of_forged_updates_is_counted_and_hardly_answered(agent, stations):
    """Refusals are no mirror: a thousand a second at most, with what a second's burst adds."""
    node = agent.registered_mobile_node()
    before, began = flattened(agent.traffic()), time.monotonic()
    flooding = flood("for a bound home address", node, stations, SECONDS, agent.topology.directory)
    sent = flooding.end() * SECONDS
    agent.assert_alive()
    after, spent = flattened(agent.traffic()), time.monotonic() - began
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert grown["bindingAcknowledgementsSent.146"] <= 1000 * (spent + 2)
    kept_out = sum(grown.get(f"forwarding.{name}", 0) for name in (
        "mobilityRateLimited", "mobilitySourceRateLimited", "mobilityCrowdedOut", "ringBufferFull"))
    assert abs(grown["forwarding.mobilityPacketsPunted"] + kept_out - sent) < 1000, "every packet is counted"
    assert grown["dropped.refusalRate"] > 0
