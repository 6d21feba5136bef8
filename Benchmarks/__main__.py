"""`make bench`: tunnels, and direct ways, over what the kernel does plainly, interleaved."""

import argparse
import json
import subprocess
import time
from pathlib import Path

from .binaries import binaries
from .path import CARE_OF_ADDRESS, HOME_ADDRESS, MeasuredPath
from .ratios import Ratios

FOLDER = Path(__file__).parent
PORT = 5201


def udp_rate(path, flood, address, octets, seconds):
    """Packets a second that arrive at the receiver's interface."""
    before, began = path.received(), time.monotonic()
    subprocess.run(path.sender.command(flood, address, PORT, seconds, octets), check=True)
    rate = (path.received() - before) / (time.monotonic() - began)
    if rate < 1000:
        raise RuntimeError(f"next to nothing arrives at {address}: {rate:.0f} packets a second")
    return rate


def tcp_rate(path, address, seconds):
    """Bits a second that the receiver's TCP gets."""
    done = subprocess.run(
        path.sender.command("iperf3", "-c", address, "-p", PORT, "-t", seconds, "-J"), capture_output=True, text=True)
    result = json.loads(done.stdout)
    if "error" in result:
        raise RuntimeError(f"iperf3: {result['error']}")
    return result["end"]["sum_received"]["bits_per_second"]


def alternate(ratios, rounds, measure):
    """Measures the tunnel and the plain path in turns, each going first every other time; a round to warm up."""
    for number in range(rounds + 1):
        order = [HOME_ADDRESS, CARE_OF_ADDRESS]
        rates = {address: measure(address) for address in (order if number % 2 else reversed(order))}
        if number:
            ratios.add(rates[HOME_ADDRESS], rates[CARE_OF_ADDRESS])
    print("\n".join(ratios.lines()), flush=True)


def measure_udp(path, arguments):
    """UDP of small and of large datagrams, counted where they arrive."""
    flood = path.directory / "udp_flood"
    subprocess.run(["cc", "-O2", "-Wall", "-o", flood, FOLDER / "udp_flood.c"], check=True)
    path.sink_begins()
    for octets in (64, 1200):
        alternate(Ratios(f"UDP, {octets} octets", "kpps", 1e3), arguments.rounds,
                  lambda address: udp_rate(path, flood, address, octets, arguments.seconds))
    path.sink_ends()


def measure_tcp(path, arguments):
    """TCP, whose receiver is the kernel of the mobile node."""
    server = subprocess.Popen(path.receiver.command("iperf3", "-s", "-p", PORT), stdout=subprocess.DEVNULL)
    path.on_close(server.kill)
    time.sleep(0.5)
    alternate(Ratios("TCP", "Gbit/s", 1e9), arguments.rounds,
              lambda address: tcp_rate(path, address, arguments.seconds))


def measure_optimized_tcp(path, arguments, binaries):
    """TCP that goes directly, with type 2 routing headers and Home Address options, over plain TCP."""
    path.optimize(binaries)

    def measure(address):
        if address == HOME_ADDRESS:
            path.bind()
        return tcp_rate(path, address, arguments.seconds)

    alternate(Ratios("TCP, route optimization", "Gbit/s", 1e9, "optimized"), arguments.rounds, measure)


def main():
    """Makes the path, measures, and removes it."""
    parser = argparse.ArgumentParser(prog="Benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="pairs of measurements of each kind")
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    arguments = parser.parse_args()
    folder = binaries("bench")
    print(f"Tunnelled, or optimized, over plain forwarding, {arguments.rounds} interleaved rounds of {arguments.seconds} s;\n"
          "the same path, and all of it on this machine. Above 1 plain would be slower; 0.9 or better is the aim.\n",
          flush=True)
    with MeasuredPath() as path:
        path.register(folder)
        measure_udp(path, arguments)
        measure_tcp(path, arguments)
        measure_optimized_tcp(path, arguments, folder)


main()
