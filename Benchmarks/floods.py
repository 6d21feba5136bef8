"""`make bench-floods`: what a good mobile node notices of floods that are as fast as a processor sends."""

import argparse
import statistics
import time

from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6

from Lab.hostile import KINDS, flood
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, CORRESPONDENT, HOME, WAN

from .binaries import binaries
from .ratios import percentile

#: Seconds from one registration to the next.
INTERVAL = 0.05


class GoodNode:
    """A mobile node that renews its binding twenty times a second, while somebody sends to it."""

    def __init__(self, laboratory):
        """Goes abroad and registers."""
        self.node = laboratory.mobile_node(HOME_ADDRESS)
        self.node.move(ACCESS1)
        self.node.register()
        self.correspondent = laboratory.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))

    def live(self, seconds):
        """The milliseconds that each registration waited for its answer, `None` for those without, and how many of as
        many packets arrived through the tunnel."""
        waited, end = [], time.monotonic() + seconds
        with self.node.tunnel(lambda inner: ICMPv6EchoRequest in inner) as arrivals:
            while (began := time.monotonic()) < end:
                self.correspondent.send(
                    IPv6(src=self.correspondent.addresses[0], dst=HOME_ADDRESS) / ICMPv6EchoRequest(id=7))
                answer = self.node.exchange(self.node.binding_update(), timeout=1)
                spent = time.monotonic() - began
                waited.append(1000 * spent if answer and answer.status == 0 else None)
                time.sleep(max(0, INTERVAL - spent))
            arrived = len(arrivals.collect(1))
        return waited, arrived


def row(kind, rate, waited, arrived):
    """A line of the table."""
    answered = sorted(one for one in waited if one is not None)
    times = " | ".join(f"{one:.1f}" for one in (
        statistics.median(answered), percentile(answered, 99), answered[-1])) if answered else "| |"
    return (f"| {kind} | {rate:,.0f} | {len(answered)} of {len(waited)} | {times} | {arrived} of {len(waited)} |")


def main():
    """Lets a good node live through each flood, and says how that was."""
    parser = argparse.ArgumentParser(prog="Benchmarks.floods", description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each flood")
    arguments = parser.parse_args()
    folder = binaries("bench-floods")
    print("| flood | packets a second | registrations answered | ms: median | p99 | max | tunnelled packets |\n"
          "|---|---|---|---|---|---|---|")
    with Laboratory(folder) as laboratory:
        laboratory.daemon.configure(STARTUP_CONFIG.read_text()).start()
        good = GoodNode(laboratory)
        stations = {link: laboratory.topology.station(link, link.address("66")) for link in (HOME, WAN)}
        print(row("none", 0, *good.live(arguments.seconds)), flush=True)
        for kind in KINDS:
            flooding = flood(kind, good.node, stations, arguments.seconds + 3, laboratory.topology.directory)
            time.sleep(1)
            living = good.live(arguments.seconds)
            print(row(kind, flooding.end(), *living), flush=True)
        print(f"\nmemory of the daemon at the end: {laboratory.daemon.memory / 1e6:.0f} MB")


main()
