"""`make bench-bindings`: the daemon with very many bindings: how soon they are shown, and what packets notice of it."""

import argparse
import json
import re
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pexpect

from .binaries import binaries
from .path import CONFIGURATION, HOME_ADDRESS, MeasuredPath
from .ratios import percentile

FOLDER = Path(__file__).parent
#: Home addresses on a link that is nowhere, of whoever wants them, as often as they want.
MANY = """\
ipv6 mobile home-agent
 authentication optional
 rate-limit binding-update 1000000
 rate-limit binding-update source 1000000
interface Loopback1
 ipv6 address 2001:db8:8:1::1/48
 ipv6 mobile home-agent enable
"""
COMMAND = "show ipv6 mobile binding"
PROMPT = r"HAOS[>#]"


class Updates:
    """Binding Updates of mobile nodes abroad, so many on their way at a time."""

    def __init__(self, path, count, sequence, window):
        """Begins."""
        router = path.home_agent.run("cat", "/sys/class/net/wan0/address").strip()
        self._process = subprocess.Popen(
            path.receiver.command(sys.executable, "-B", "-m", "Benchmarks.registrations", "eth0", router, count,
                                  sequence, window),
            cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True)

    def end(self):
        """When each is acknowledged: how many a second that was, and the milliseconds that each waited, in order."""
        output, _ = self._process.communicate()
        result = json.loads(output)
        return result["rate"], result["times"]


class Echoes:
    """Echo requests through the tunnel."""

    def __init__(self, path):
        """Begins."""
        self._process = subprocess.Popen(
            path.sender.command("ping", "-n", "-i", "0.002", HOME_ADDRESS), stdout=subprocess.PIPE, text=True)

    def end(self):
        """Their round trip times in milliseconds, in order; none got lost."""
        self._process.send_signal(signal.SIGINT)
        output, _ = self._process.communicate()
        sent, received = map(int, re.search(r"(\d+) packets transmitted, (\d+) received", output).groups())
        if sent - received > 1:
            raise RuntimeError(f"{sent - received} of {sent} echo requests got lost")
        return sorted(map(float, re.findall(r"time=([\d.]+) ms", output)))


def say(name, times, unit="ms"):
    """What a person reads of measurements in order."""
    print(f"{name:48} median {statistics.median(times):.2f}  p99 {percentile(times, 99):.2f}  "
          f"max {times[-1]:.2f} {unit}, {len(times)} measured", flush=True)


def during(path, name, sequence, work):
    """Does work, and says what packets and Binding Updates notice of it."""
    echoes, updates = Echoes(path), Updates(path, 5000, sequence, 1)
    work()
    say(f"echoes during {name}", echoes.end())
    say(f"Binding Updates during {name}", updates.end()[1])


class Operator:
    """Somebody at the shell, in a terminal of 24 lines."""

    def __init__(self, path):
        """Comes to the prompt."""
        program, *arguments = path.daemon.shell_arguments()
        self.terminal = pexpect.spawn(program, arguments, dimensions=(24, 100), encoding="utf-8", timeout=60)
        self.terminal.delaybeforesend = None
        self.terminal.expect(PROMPT)

    def until(self, typed, expected):
        """Types, and returns the milliseconds until the terminal shows something."""
        began = time.monotonic()
        self.terminal.send(typed)
        self.terminal.expect(expected)
        return (time.monotonic() - began) * 1000


def measure_shell(operator, rounds):
    """How long the first page takes, and breaking off, with and without the pager."""
    first, quits, breaks = [], [], []
    for _ in range(rounds):
        first.append(operator.until(COMMAND + "\r", "--More--"))
        quits.append(operator.until("q", PROMPT))
    operator.until("terminal length 0\r", PROMPT)
    for _ in range(rounds):
        operator.until(COMMAND + "\r", "2001:db8:8::2")
        time.sleep(0.5)
        breaks.append(operator.until("\x03", PROMPT + "$"))
    for name, values in (("first page", first), ("q to prompt", quits), ("Ctrl-C to prompt, without pager", breaks)):
        say(name, sorted(values))


def show_whole(path):
    """Shows all to nobody."""
    subprocess.run(path.daemon.shell_arguments("-c", COMMAND), stdout=subprocess.DEVNULL, check=True)


def main():
    """Makes the path, registers, measures, and removes it."""
    parser = argparse.ArgumentParser(prog="Benchmarks.bindings", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="bindings")
    parser.add_argument("--rounds", type=int, default=20, help="of each measurement at the shell")
    arguments = parser.parse_args()
    folder = binaries("bench-bindings")
    with MeasuredPath() as path:
        path.register(folder, CONFIGURATION.replace("interface home0", MANY + "interface home0"))
        path.home_agent.ip("route add 2001:db8:9::/48 via 2001:db8:f::2")
        path.receiver.ip("route add blackhole 2001:db8:9::/48")
        rate, _ = Updates(path, arguments.count, 1, 1024).end()
        print(f"{arguments.count} bindings: {rate:.0f} registered a second; memory of the daemon: "
              f"{path.daemon.memory / 1e6:.0f} MB", flush=True)
        during(path, "nothing else", 2, lambda: time.sleep(2))
        during(path, "pages and breaking off", 3, lambda: measure_shell(Operator(path), arguments.rounds))
        during(path, "the whole, without a pager", 4, lambda: show_whole(path))


main()
