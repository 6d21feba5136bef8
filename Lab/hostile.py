"""Floods of hostile packets, of the kinds that a home agent has to stand."""

import random
from dataclasses import replace

from scapy.layers.inet import UDP
from scapy.layers.inet6 import HAO, ICMPv6ND_NS, ICMPv6NDOptSrcLLAddr, IPv6, IPv6ExtHdrDestOpt

from .flood import Flood
from .topology import HOME, HOME_AGENT_ADDRESS, WAN

#: How many different packets a flood repeats.
FRAMES = 4096


def anybody():
    """An address that nobody has."""
    return f"2001:db8:{random.randrange(0x100, 0x10000):x}::{random.randrange(1, 0x10000):x}"


def anybody_of(network):
    """An address that nobody has, of one of 64 networks that are not far from each other."""
    return f"2001:db8:{0x7700 + network // 8:x}:{network % 8:x}::{random.randrange(1, 0x10000):x}"


def anybody_at_home():
    """An address of the home link that nobody has."""
    return HOME.address(f"{random.randrange(1, 0x10000):x}:{random.randrange(1, 0x10000):x}")


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


#: The link that each kind comes from, and its packets, made for a mobile node and the station that sends them.
KINDS = {
    "for a bound home address":
        (WAN, lambda node, station: forged_updates(node, lambda: node.home_address, anybody)),
    "for any home address":
        (WAN, lambda node, station: forged_updates(node, anybody_at_home, anybody)),
    "from one source":
        (WAN, lambda node, station: forged_updates(node, anybody, lambda: station.addresses[0])),
    "from a few networks":
        (WAN, lambda node, station: forged_updates(node, anybody_at_home, lambda: anybody_of(random.randrange(64)))),
    "for a few home addresses":
        (WAN, lambda node, station: forged_updates(node, lambda: HOME.address(f"f:{random.randrange(64):x}"), anybody)),
    "from the care-of address":
        (WAN, lambda node, station: forged_updates(node, anybody, lambda: node.care_of_address)),
    "of Home Address options":
        (WAN, lambda node, station: home_address_options()),
    "of Neighbor Solicitations":
        (HOME, lambda node, station: solicitations(station, node.home_address)),
}


def flood(kind, node, stations, seconds, directory):
    """Begins a flood of a kind that concerns a mobile node, from the station on the kind's link."""
    link, packets = KINDS[kind]
    station = stations[link]
    router = station.resolve(HOME_AGENT_ADDRESS if link is HOME else WAN.address("1"))
    header = bytes.fromhex((router + station.link_layer_address).replace(":", "")) + b"\x86\xdd"
    return Flood(station.node, station.interface, [header + packet for packet in packets(node, station)], seconds,
                 directory)
