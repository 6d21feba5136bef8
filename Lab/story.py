"""What the stories of the laboratory have in common: they are told step by step, and every step is checked."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from .topology import CORRESPONDENT_ADDRESS, HOME

STARTUP_CONFIG = Path(__file__).with_name("startup-config")
HOME_ADDRESS = HOME.address("100")


class Failure(Exception):
    """A step of the story did not go as it should have."""


class Story:
    """A story about a home address, in a laboratory whose daemon is not started yet."""

    def __init__(self, laboratory):
        """Puts the story into a laboratory."""
        self.laboratory, self.daemon = laboratory, laboratory.daemon

    @property
    def logs(self):
        """What the home agent has logged."""
        return f"haosd said:\n{self.daemon.log_or_nothing}"

    def start_home_agent(self):
        """Starts the home agent, and says so."""
        say(f"The laboratory is {self.laboratory.topology.directory.name}",
            "So begin the names of its network namespaces; see `ip netns`.")
        say("The home agent starts", f"haosd reads {STARTUP_CONFIG.parent.name}/{STARTUP_CONFIG.name}: it serves "
            f"the home link {HOME.prefix}::/64\nand knows one mobile node, {HOME_ADDRESS}, by a shared key.")
        self.daemon.configure(STARTUP_CONFIG.read_text()).start()
        require(self.laboratory.binding(HOME_ADDRESS) is None, "there is a binding before anybody registered")

    def show_bindings(self):
        """Prints what a person would see, and returns the mobile node's binding."""
        print("HA1>show ipv6 mobile binding")
        print(self.daemon.ask("show ipv6 mobile binding").rstrip() or "(nothing)")
        return self.laboratory.binding(HOME_ADDRESS)

    def pinging(self, count, interval):
        """Pings the home address from the correspondent, in the background."""
        return subprocess.Popen(
            self.laboratory.topology.correspondent.command(
                "ping", "-q", "-c", count, "-i", interval, "-W", "3", HOME_ADDRESS),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def lost(self, process, count):
        """How many pings were lost."""
        output, _ = process.communicate(timeout=60)
        received = re.search(r"(\d+) received", output)
        require(received, f"ping failed: {output}")
        return count - int(received[1])


def say(title, text):
    """Narrates."""
    print(f"\n== {title}\n{text}", flush=True)


def require(condition, complaint):
    """Fails the story unless a condition holds."""
    if not condition:
        raise Failure(complaint)


def in_foreground(command):
    """Runs a command as the terminal's foreground job, so that Ctrl-C is for it alone; returns when it ends."""
    if not sys.stdin.isatty():
        subprocess.run(command)
        return
    terminal = sys.stdin.fileno()
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    try:
        process = subprocess.Popen(
            command, process_group=0, preexec_fn=lambda: os.tcsetpgrp(terminal, os.getpid()))
        process.wait()
    finally:
        os.tcsetpgrp(terminal, os.getpgrp())
        signal.signal(signal.SIGTTOU, before)
