"""Floods as fast as a processor sends: established nodes and their tunnels do not notice, memory stays as it is."""

import random
import time
from dataclasses import replace

import pytest
from scapy.layers.inet import UDP
from scapy.layers.inet6 import HAO, ICMPv6EchoRequest, ICMPv6ND_NS, ICMPv6NDOptSrcLLAddr, IPv6, IPv6ExtHdrDestOpt

from Lab.flood import Flood
from Lab.topology import CORRESPONDENT, HOME, HOME_AGENT_ADDRESS, WAN
from support import Doorstep, HomeAgent, flattened

SECONDS = 6
FRAMES = 4096


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent of its own: what floods leave in the counters is nobody else's."""
    with HomeAgent(binaries) as agent:
        yield agent


@pytest.fixture(scope="module")
def outside(agent):
    """Whoever floods, from the outer link."""
    return Doorstep(agent).station


@pytest.fixture(scope="module")
def inside(agent):
    """Whoever floods, from the home link."""
    return agent.topology.station(HOME, HOME.address("66"))


@pytest.fixture(scope="module")
def remote(agent):
    """A correspondent."""
    return agent.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))


def anybody():
    """An address that nobody has."""
    return f"2001:db8:{random.randrange(0x100, 0x10000):x}::{random.randrange(1, 0x10000):x}"


def forged_updates(victim, home_address, source):
    """Binding Updates under a wrong key."""
    template = victim.binding_update(key=bytes(16))
    return [replace(template, home_address=home_address(), source=source()).packet() for _ in range(FRAMES)]


def home_address_options():
    """UDP with Home Address options of nobody's."""
    return [bytes(IPv6(src=anybody(), dst=HOME_AGENT_ADDRESS) / IPv6ExtHdrDestOpt(options=[HAO(hoa=anybody())])
                  / UDP(sport=9, dport=9)) for _ in range(FRAMES)]


def solicitations(station, target):
    """Neighbor Solicitations for what is bound, and for what is not."""
    def one(target):
        source = HOME.address(f"{random.randrange(0x1000, 0x10000):x}")
        return bytes(IPv6(src=source, dst=HOME_AGENT_ADDRESS, hlim=255) / ICMPv6ND_NS(tgt=target)
                     / ICMPv6NDOptSrcLLAddr(lladdr=station.link_layer_address))
    return [one(target if number % 2 else HOME.address(f"{number:x}:1")) for number in range(FRAMES)]


def flood(agent, station, packets):
    """Begins it."""
    router = HOME_AGENT_ADDRESS if station.link is HOME else WAN.address("1")
    header = bytes.fromhex((station.resolve(router) + station.link_layer_address).replace(":", "")) + b"\x86\xdd"
    frames = [header + packet for packet in packets]
    return Flood(station.node, station.interface, frames, SECONDS, agent.topology.directory)


KINDS = {
    "for a bound home address": lambda node, inside: forged_updates(node, lambda: node.home_address, anybody),
    "for any home address": lambda node, inside: forged_updates(node, lambda: HOME.address(
        f"{random.randrange(1, 0x10000):x}:{random.randrange(1, 0x10000):x}"), anybody),
    "from one source": lambda node, inside: forged_updates(node, anybody, lambda: WAN.address("66")),
    "from the care-of address": lambda node, inside: forged_updates(node, anybody, lambda: node.care_of_address),
    "of Home Address options": lambda node, inside: home_address_options(),
    "of Neighbor Solicitations": lambda node, inside: solicitations(inside, node.home_address),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_flood_disturbs_nobody(agent, outside, inside, remote, kind):
    """While it lasts, a good node renews its binding twenty times in a row, and what its tunnel carries arrives."""
    node = agent.registered_mobile_node()
    agent.assert_alive()
    memory = agent.daemon.memory
    flooding = flood(agent, inside if "Solicitations" in kind else outside, KINDS[kind](node, inside))
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


def test_a_flood_of_forged_updates_is_counted_and_hardly_answered(agent, outside):
    """Refusals are no mirror: a thousand a second at most, with what a second's burst adds."""
    node = agent.registered_mobile_node()
    before, began = flattened(agent.traffic()), time.monotonic()
    flooding = flood(agent, outside, forged_updates(node, lambda: node.home_address, anybody))
    sent = flooding.end() * SECONDS
    agent.assert_alive()
    after, spent = flattened(agent.traffic()), time.monotonic() - began
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert grown["bindingAcknowledgementsSent.146"] <= 1000 * (spent + 2)
    kept_out = sum(grown.get(f"forwarding.{name}", 0) for name in (
        "mobilityRateLimited", "mobilitySourceRateLimited", "mobilityCrowdedOut", "ringBufferFull"))
    assert abs(grown["forwarding.mobilityPacketsPunted"] + kept_out - sent) < 1000, "every packet is counted"
    assert grown["dropped.refusalRate"] > 0
