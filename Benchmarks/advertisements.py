"""`make bench-advertisements`: haosd's Router Advertisements beside radvd's, on the same link, in turns."""

import argparse
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

from scapy.layers.inet6 import ICMPv6ND_RA, IPv6

from Lab.daemon import Daemon
from Lab.workspace import Workspace

from .binaries import binaries
from .path import connect

#: MaxRtrAdvInterval and MinRtrAdvInterval in milliseconds: the least of RFC 6275 section 7.5, and one of everyday.
INTERVALS = ((70, 30), (1000, 750))
#: The socket option and message that carry the moment at which the kernel received a frame (SO_TIMESTAMPNS).
TIMESTAMP = 35
ETHERTYPE_IPV6 = 0x86DD
PERCENTILES = (0, 1, 50, 99, 100)

HAOS = """\
ipv6 unicast-routing
ipv6 mobile
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval msec {maximum} {minimum}
 ipv6 nd ra-lifetime 1800
 ipv6 nd advertisement-interval
 ipv6 mobile home-agent enable
 ipv6 mobile home-agent preference 10
 ipv6 mobile home-agent lifetime 1800
end
"""

RADVD = """\
interface home0 {{
  AdvSendAdvert on; AdvHomeAgentFlag on; AdvHomeAgentInfo on; HomeAgentPreference 10; HomeAgentLifetime 1800;
  AdvIntervalOpt on; MaxRtrAdvInterval {maximum}; MinRtrAdvInterval {minimum}; MinDelayBetweenRAs {minimum};
  AdvDefaultLifetime 1800; AdvCurHopLimit 64; AdvSourceLLAddress on;
  prefix 2001:db8:1::1/64 {{
    AdvOnLink on; AdvAutonomous on; AdvRouterAddr on; AdvValidLifetime 2592000; AdvPreferredLifetime 604800;
  }};
}};
"""


class MeasuredLink(Workspace):
    """A router and a host with a cable between them."""

    def build(self):
        """Lays the cable."""
        self.router, self.host = map(self.namespace, ("router", "host"))
        connect(self.router, "home0", self.host, "eth0")
        with self.host.entered():
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERTYPE_IPV6))
            self.socket.bind(("eth0", ETHERTYPE_IPV6))
        self.socket.setsockopt(socket.SOL_SOCKET, TIMESTAMP, 1)
        self.socket.settimeout(1)

    def advertisements(self, seconds):
        """The moments at which advertisements came in, by the kernel's clock, and the last of them."""
        moments, last, end = [], None, time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                frame, ancillary, _, _ = self.socket.recvmsg(2048, 128)
            except TimeoutError:
                continue
            if frame[20] == 58 and frame[54] == 134:
                whole, fraction = struct.unpack("qq", ancillary[0][2])
                moments.append(whole + fraction / 1e9)
                last = frame[14:]
        return moments, last


def processor_time(process):
    """Seconds that a process has had of processors."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


class Haosd:
    """Advertises by haosd."""

    name = "haosd"

    def __init__(self, binaries):
        """Takes the binaries of a folder."""
        self.binaries = binaries

    def start(self, link, maximum, minimum):
        """Begins; returns the process."""
        self.daemon = Daemon(self.binaries, link.router, link.directory)
        self.daemon.configure(HAOS.format(maximum=maximum, minimum=minimum)).start()
        # `ip netns exec` becomes the command: the process is the daemon.
        return self.daemon.process.pid

    def stop(self):
        """Ends."""
        self.daemon.stop()


class Radvd:
    """Advertises by radvd."""

    name = "radvd"

    def start(self, link, maximum, minimum):
        """Begins; returns the process."""
        self.link = link
        link.router.system_control("net/ipv6/conf/all/forwarding", 1)
        link.router.ip("address add 2001:db8:1::1/64 dev home0 nodad")
        file = link.directory / "radvd.conf"
        file.write_text(RADVD.format(maximum=maximum / 1000, minimum=minimum / 1000))
        self.process = subprocess.Popen(
            link.router.command("radvd", "-n", "-m", "stderr", "-C", file, "-p", link.directory / "radvd.pid"),
            stderr=subprocess.DEVNULL)
        return self.process.pid

    def stop(self):
        """Ends, and leaves the link as it was."""
        self.process.terminate()
        self.process.wait()
        self.link.router.ip("address del 2001:db8:1::1/64 dev home0")


class Measurement:
    """What one of the two did with one pair of intervals, over all rounds."""

    def __init__(self):
        """Nothing yet."""
        self.gaps, self.seconds, self.processor, self.last = [], 0.0, 0.0, None

    def add(self, link, advertiser, interval, seconds):
        """Lets it advertise for a while."""
        process = advertiser.start(link, *interval)
        try:
            # The first ones are not of the rhythm (MAX_INITIAL_RTR_ADVERTISEMENTS).
            link.advertisements(max(3.0, 4 * interval[0] / 1000))
            before = processor_time(process)
            moments, self.last = link.advertisements(seconds)
            self.processor += processor_time(process) - before
        finally:
            advertiser.stop()
        self.seconds += seconds
        self.gaps += [1000 * (after - before) for before, after in zip(moments, moments[1:])]

    def row(self, name, interval):
        """A line of the table."""
        ordered = sorted(self.gaps)
        places = [ordered[round((len(ordered) - 1) * percentile / 100)] for percentile in PERCENTILES]
        late = sum(gap > interval[0] + 0.5 or gap < interval[1] - 0.5 for gap in ordered) / len(ordered)
        return (f"| {name} | {interval[1]} to {interval[0]} ms | {len(ordered)} | "
                + " | ".join(f"{place:.1f}" for place in places)
                + f" | {100 * late:.1f} % | {1e6 * self.processor / len(ordered):.0f} µs |")


def fields(packet):
    """An advertisement as lines: the message's fields, and each option's."""
    message = IPv6(packet)[ICMPv6ND_RA]
    lines, layer = set(), message
    while layer:
        lines |= {f"{layer.name}: {name} = {value}" for name, value in layer.fields.items() if name != "cksum"}
        layer = layer.payload
    return lines


def main():
    """Measures both in turns, and says what the two say differently."""
    parser = argparse.ArgumentParser(prog="Benchmarks.advertisements", description=__doc__)
    parser.add_argument("--rounds", type=int, default=4, help="turns of each")
    parser.add_argument("--seconds", type=int, default=20, help="of each turn")
    arguments = parser.parse_args()
    if not shutil.which("radvd"):
        sys.exit("bench: radvd is missing: sudo make dependencies")
    folder = binaries("bench-advertisements")
    print(f"load average at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    print("| | configured | advertisements | gap in ms: min | p1 | median | p99 | max | outside | processor, each |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    advertisers = (Haosd(folder), Radvd())
    with MeasuredLink() as link:
        for interval in INTERVALS:
            measured = {advertiser: Measurement() for advertiser in advertisers}
            for _ in range(arguments.rounds):
                for advertiser, measurement in measured.items():
                    measurement.add(link, advertiser, interval, arguments.seconds)
            for advertiser, measurement in measured.items():
                print(measurement.row(advertiser.name, interval), flush=True)
    ours, theirs = (fields(measurement.last) for measurement in measured.values())
    for name, lines in (("haosd", ours - theirs), ("radvd", theirs - ours)):
        print(f"\nonly {name} says:", *sorted(lines) or ["nothing"], sep="\n  ")
    print(f"\nload average at the end: {os.getloadavg()[0]:.1f}")


main()
