"""The story that `make lab` tells and `make lab-check` holds it to: a mobile node goes abroad, moves and comes home."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from .laboratory import Laboratory
from .topology import ACCESS1, ACCESS2, CORRESPONDENT_ADDRESS, HOME

STARTUP_CONFIG = Path(__file__).with_name("startup-config")
HOME_ADDRESS = HOME.address("100")
HOME_PLACE = None


class Failure(Exception):
    """A step of the story did not go as it should have."""


class Demo:
    """The story, step by step. Every step is checked, whether or not a person is watching."""

    def __init__(self, laboratory):
        """Puts the story into a laboratory whose daemon is not started yet."""
        self.laboratory, self.daemon = laboratory, laboratory.daemon
        self.mobile_node = laboratory.mobile_node(HOME_ADDRESS)

    def tell(self):
        """The whole story; raises `Failure` at the step that fails."""
        self.start()
        self.register(ACCESS1)
        self.ping(ACCESS1.address("100"))
        self.move_while_pinging()
        self.ping(ACCESS2.address("100"))
        self.return_home()
        self.ping(HOME_PLACE)
        self.check_nothing_is_wrong()

    def start(self):
        say(f"The laboratory is {self.laboratory.topology.directory.name}",
            "So begin the names of its network namespaces; see `ip netns`.")
        say("The home agent starts", f"haosd reads {STARTUP_CONFIG.parent.name}/{STARTUP_CONFIG.name}: it serves "
            f"the home link {HOME.prefix}::/64\nand knows one mobile node, {HOME_ADDRESS}, by a shared key.")
        self.daemon.configure(STARTUP_CONFIG.read_text()).start()
        require(self.laboratory.binding(HOME_ADDRESS) is None, "there is a binding before anybody registered")

    def register(self, link):
        say(f"The mobile node goes abroad, to {link.name}", f"It is away from home at {link.prefix}::/64 and sends a "
            "Binding Update.")
        self.mobile_node.move(link)
        self.update()

    def update(self):
        """Registers where the mobile node is and shows it."""
        answer = self.mobile_node.register()
        require(answer.accepted, f"the registration was refused with status {answer.status}")
        print(f"Binding Acknowledgement: status {answer.status}, lifetime {answer.lifetime * 4} s.")
        binding = self.show_bindings()
        require(binding and binding["careOfAddress"] == self.mobile_node.care_of_address, f"the binding is {binding}")

    def ping(self, place, count=10):
        """Pings from the correspondent; they must reach the mobile node at a place, and all be answered."""
        self.mobile_node.echo_requests.clear()
        where = f"through the tunnel to {place}" if place else "at home, without a tunnel"
        say(f"The correspondent pings {HOME_ADDRESS}", f"{CORRESPONDENT_ADDRESS} knows nothing of all this.")
        lost = self.lost(self.pinging(count, interval=0.1), count)
        places = [at for at, _ in self.mobile_node.echo_requests]
        print(f"{count - lost} of {count} pings answered; {places.count(place)} reached the mobile node {where}.")
        require(lost == 0, f"{lost} pings were lost")
        require(places == [place] * count, f"pings reached the mobile node at {sorted(set(map(str, places)))}")

    def move_while_pinging(self, count=60, interval=0.05):
        """Moves to the second link under way; a few pings may be lost, and later ones must arrive there."""
        say(f"The mobile node moves, to {ACCESS2.name}", f"The correspondent goes on pinging, {1 / interval:.0f} times "
            "a second.")
        self.mobile_node.echo_requests.clear()
        process = self.pinging(count, interval)
        time.sleep(count * interval / 3)
        self.mobile_node.move(ACCESS2)
        self.update()
        lost = self.lost(process, count)
        places = [at for at, _ in self.mobile_node.echo_requests]
        first, second = places.count(ACCESS1.address("100")), places.count(ACCESS2.address("100"))
        print(f"{first} pings arrived at {ACCESS1.name}, {second} at {ACCESS2.name}; {lost} of {count} were lost, "
              f"about {lost * interval * 1000:.0f} ms of silence.")
        require(first > 0 and second > 0, "pings did not arrive at both links")
        require(lost <= count // 3, f"{lost} of {count} pings were lost in the move")

    def return_home(self):
        say("The mobile node comes home", "It de-registers and answers for its address itself again.")
        answer = self.mobile_node.return_home()
        require(answer.status == 0, f"the de-registration was refused with status {answer.status}")
        require(self.show_bindings() is None, "there is a binding although the mobile node is at home")

    def check_nothing_is_wrong(self):
        require(not self.mobile_node.complaints, f"the mobile node complains: {self.mobile_node.complaints}")

    def prompt(self):
        """Leaves the person at the home agent's prompt, with the mobile node registered."""
        self.register(ACCESS1)
        say("You are at the home agent's prompt", "Try `show ipv6 mobile binding`, and after `enable` also "
            "`show running-config` or `configure terminal`; `?` helps anywhere.\n"
            "`exit` ends the laboratory and removes it.")
        in_foreground(self.laboratory.topology.home_agent.command(*self.daemon.shell_arguments()))

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


def run(binaries, check_only):
    """Tells the story in a new laboratory; returns an exit code. The laboratory is removed however this ends."""
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, lambda number, _: sys.exit(128 + number))
    try:
        with Laboratory(binaries) as laboratory:
            return attempt(Demo(laboratory), check_only)
    except KeyboardInterrupt:
        print("\ninterrupted; the laboratory is removed")
        return 130


def attempt(demo, check_only):
    """Tells a story and, unless it is only checked, leaves the person at the prompt."""
    try:
        demo.tell()
        if check_only:
            print("\nlab-check: every step is as it should be")
        else:
            demo.prompt()
        return 0
    except (Failure, RuntimeError, TimeoutError) as failure:
        print(f"\nlab: FAILED: {failure}", file=sys.stderr)
        if demo.daemon.log_file.exists():
            print(f"haosd said:\n{demo.daemon.log}", file=sys.stderr)
        return 1
