"""`make bench-handovers`: how long a mobile node is out of reach when it moves, and what is lost."""

import argparse
import statistics
import sys
import time

from Lab.conversation import Conversation
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.stream import Stream
from Lab.topology import ACCESS1, ACCESS2, HOME

from .binaries import binaries
from .ratios import percentile

#: Seconds for which a link is stayed at.
STAY = 2.0


def row(name, handovers):
    """A line of the table: of pairs of milliseconds and lost datagrams."""
    ordered = sorted(milliseconds for milliseconds, _ in handovers)
    lost = sorted(lost for _, lost in handovers)
    times = (ordered[0], statistics.median(ordered), percentile(ordered, 90), ordered[-1])
    return (f"| {name} | {len(ordered)} | " + " | ".join(f"{one:.0f}" for one in times)
            + f" | {statistics.median(lost):.0f} | {lost[-1]} |")


class Journey:
    """A mobile node that a stream is sent to, 1,000 datagrams a second, while it moves."""

    def __init__(self, laboratory, links):
        """Starts it with an interface on each of some links."""
        self.laboratory = laboratory
        self.host = laboratory.moving_host(HOME_ADDRESS, links=links, name=f"mn{len(links)}")
        self.host.start()
        self.host.wait("at-home" if links[0] is HOME else "registered")

    def stream(self):
        """Datagrams from the correspondent."""
        return Stream(self.laboratory.topology.correspondent, self.host.node, HOME_ADDRESS)

    def measured(self, stream, move):
        """Moves, and returns the milliseconds until the first datagram arrived by the new link, and how many were lost."""
        lost, began = stream.lost, time.monotonic()
        move()
        arrival = stream.arrival_after(time.monotonic())
        time.sleep(STAY)
        return 1000 * (arrival.moment - began), max(0, stream.lost - lost)


def by_one_interface(laboratory, rounds):
    """The cable is pulled out of one link and plugged into another, to and fro, and home at the end of each round."""
    journey = Journey(laboratory, [HOME])
    conversation = Conversation(laboratory.topology.correspondent, journey.host.node, HOME_ADDRESS)
    away, between, home = [], [], []
    with journey.stream() as stream:
        for _ in range(rounds):
            for link, handovers in ((ACCESS1, away), (ACCESS2, between), (ACCESS1, between), (HOME, home)):
                handovers.append(journey.measured(stream, lambda: journey.host.move(link)))
                conversation.say(b"Are you there?")
    print(row("cable, from home", away))
    print(row("cable, between foreign links", between))
    print(row("cable, home", home), flush=True)
    conversation.close()
    return f"A TCP connection survived {len(away) + len(between) + len(home)} handovers by one interface."


def silently(laboratory, rounds):
    """As by one interface, but nothing tells the interface of it, as between access points."""
    journey = Journey(laboratory, [ACCESS1])
    with journey.stream() as stream:
        handovers = [journey.measured(stream, lambda: journey.host.slide(link))
                     for _ in range(rounds) for link in (ACCESS2, ACCESS1)]
    print(row("silent change of link", handovers), flush=True)
    return ""


def by_two_interfaces(laboratory, rounds):
    """Both links are there, and the mobile node is told to prefer the one, and the other."""
    journey = Journey(laboratory, [ACCESS1, ACCESS2])
    handovers = []
    with journey.stream() as stream:
        for number in range(2 * rounds):
            priority, link = (30, ACCESS2) if number % 2 == 0 else (10, ACCESS1)
            lost, began = stream.lost, time.monotonic()
            journey.host.daemon.ask("enable", "configure terminal", "ipv6 mobile mobile-node",
                                    f"interface eth0 priority {priority}")
            journey.host.wait("registered", link)
            taken = 1000 * (time.monotonic() - began)
            time.sleep(STAY)
            handovers.append((taken, max(0, stream.lost - lost)))
    print(row("between two interfaces, both up", handovers), flush=True)
    if stream.lost:
        sys.exit("bench: datagrams were lost although both links were up")
    return f"Between two interfaces {stream.lost} of {stream.sent} datagrams were lost."


def main():
    """Lets mobile nodes travel."""
    parser = argparse.ArgumentParser(prog="Benchmarks.handovers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=6, help="of each journey")
    arguments = parser.parse_args()
    folder = binaries("bench-handovers")
    print("Router Advertisements every 30 to 70 ms, 1,000 datagrams a second. The time is that from before the cable is\n"
          "pulled out (or the link changed, or the command typed) to the first datagram at the new care-of address.\n")
    print("| | handovers | ms: min | median | p90 | max | lost: median | max |\n|---|---|---|---|---|---|---|---|",
          flush=True)
    remarks = []
    for journey in (by_one_interface, silently, by_two_interfaces):
        with Laboratory(folder) as laboratory:
            configuration = STARTUP_CONFIG.read_text().replace("ra-interval msec 500", "ra-interval msec 70 30")
            laboratory.daemon.configure(configuration).start()
            laboratory.access_routers()
            remarks.append(journey(laboratory, arguments.rounds))
    print("\n" + "\n".join(filter(None, remarks)))


main()
