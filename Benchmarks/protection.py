"""`make bench-ipsec`: Binding Updates a second under ESP, beside those that RFC 4285 authenticates.

It runs on the oldest kernel that is supported, in user space on one processor, since that has ESP wherever this is run:
only how the rates compare tells something. The updates are made before the time is taken.
"""

import argparse
import socket
import statistics
import time

from Lab.laboratory import KEY, Laboratory
from Lab.mobile_node import MobileNode
from Lab.protected_node import KeyRing, ProtectedNode
from Lab.story import STARTUP_CONFIG
from Lab.topology import ACCESS1, HOME

from .binaries import binaries

#: What protects the updates, and how people call it.
KINDS = {None: "RFC 4285, HMAC-SHA1", "cbc": "ESP, AES-CBC with HMAC-SHA-256", "gcm": "ESP, AES-GCM",
         "null": "ESP, HMAC-SHA-256 alone"}
#: Mobile nodes of each kind, and so updates on their way at a time.
NODES = 16
LIMITS = " rate-limit binding-update 1000000\n rate-limit binding-update source 1000000\n"
CARE_OF_ADDRESS = ACCESS1.address("c0")
ETHERTYPE_IPV6 = 0x86DD
ROUTING_HEADER = 43
#: Seconds without an acknowledgement after which something is wrong.
PATIENCE = 5.0


class Fleet:
    """Mobile nodes of one kind, all at one care-of address."""

    def __init__(self, number, transform):
        """Chooses their addresses and keys."""
        self.addresses = [HOME.address(f"{number + 1:x}{node:03x}") for node in range(NODES)]
        self.rings = [KeyRing(0x10000 * (number + 1) + 16 * node, transform) if transform else None for node in range(NODES)]
        self.rates = []

    @property
    def groups(self):
        """Their host groups."""
        authentication = f"  authentication spi hex 1000 key hex {KEY.hex()}\n"
        return "".join(f" host group {address[-4:]}\n  address {address}\n{ring.lines if ring else authentication}"
                       for address, ring in zip(self.addresses, self.rings))

    def enter(self, topology, station):
        """Makes the mobile nodes, on one station."""
        self.nodes = [ProtectedNode(topology, address, ring, station=station) if ring else
                      MobileNode(topology, address, KEY, station=station)
                      for address, ring in zip(self.addresses, self.rings)]
        for node in self.nodes:
            node.care_of_address = CARE_OF_ADDRESS

    def updates(self, rounds):
        """Packets that make the bindings, or renew them, one node after the other."""
        packets = []
        for _ in range(rounds):
            for node, ring in zip(self.nodes, self.rings):
                packet = node.binding_update(lifetime=65535).packet()
                packets.append(node.protect(packet) if ring else packet)
        return packets


def send(link, header, packets):
    """Sends packets, so many at a time as there are nodes, and waits for what acknowledges them: how many a second."""
    begun, sent, answered = time.monotonic(), 0, 0
    while answered < len(packets):
        while sent < min(len(packets), answered + NODES):
            link.send(header + packets[sent])
            sent += 1
        frame = link.recv(2048)
        answered += len(frame) > 54 and frame[20] == ROUTING_HEADER
    return len(packets) / (time.monotonic() - begun)


def measure(laboratory, fleets, turns, rounds):
    """Registers all, and lets the kinds renew their bindings in turns."""
    topology = laboratory.topology
    station = topology.station(ACCESS1, CARE_OF_ADDRESS)
    for fleet in fleets.values():
        fleet.enter(topology, station)
    header = bytes.fromhex((station.resolve(ACCESS1.router) + station.link_layer_address).replace(":", "")) + b"\x86\xdd"
    station.close()
    # Nobody answers the router's questions from here on.
    topology.core.ip(f"neighbor replace {CARE_OF_ADDRESS} lladdr {station.link_layer_address} dev {ACCESS1.name}")
    with station.node.entered():
        link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERTYPE_IPV6))
        link.bind((station.interface, ETHERTYPE_IPV6))
    with link:
        link.settimeout(PATIENCE)
        for fleet in fleets.values():
            send(link, header, fleet.updates(1))
        for _ in range(turns):
            for fleet in fleets.values():
                fleet.rates.append(send(link, header, fleet.updates(rounds)))
    accepted = laboratory.traffic()["bindingAcknowledgementsSent"]
    assert accepted == {"0": len(fleets) * NODES * (1 + turns * rounds)}, f"not all were accepted: {accepted}"


def main():
    """Measures, and says so."""
    parser = argparse.ArgumentParser(prog="Benchmarks.protection", description=__doc__)
    parser.add_argument("--turns", type=int, default=7, help="of each kind")
    parser.add_argument("--rounds", type=int, default=25, help="updates of each mobile node in a turn")
    arguments = parser.parse_args()
    fleets = {kind: Fleet(number, kind) for number, kind in enumerate(KINDS)}
    with Laboratory(binaries("bench-ipsec")) as laboratory:
        groups = LIMITS + "".join(fleet.groups for fleet in fleets.values())
        configuration = STARTUP_CONFIG.read_text().replace("interface home0\n", groups + "interface home0\n")
        laboratory.daemon.configure(configuration).start()
        measure(laboratory, fleets, arguments.turns, arguments.rounds)
    print("| updates a second | min | median | max | beside RFC 4285 |\n|---|---|---|---|---|")
    plain = statistics.median(fleets[None].rates)
    for kind, fleet in fleets.items():
        median = statistics.median(fleet.rates)
        print(f"| {KINDS[kind]} | {min(fleet.rates):.0f} | {median:.0f} | {max(fleet.rates):.0f} | {median / plain:.2f} |")


main()
