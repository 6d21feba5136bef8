"""The story that `make lab` tells and `make lab-check` holds it to: a mobile node goes abroad, moves and comes home."""

import signal
import sys
import time

from .conversation import Conversation
from .laboratory import Laboratory
from .scripted_story import ScriptedStory
from .story import HOME_ADDRESS, Failure, Story, in_foreground, require, say
from .topology import ACCESS1, ACCESS2, CORRESPONDENT_ADDRESS, HOME


class Demo(Story):
    """The story of a host that HAOS makes a mobile node. Its kernel and programs know nothing of mobility."""

    def __init__(self, laboratory):
        """Puts the story into a laboratory."""
        super().__init__(laboratory)
        self.host = laboratory.moving_host(HOME_ADDRESS)

    def tell(self):
        """The whole story; raises `Failure` at the step that fails."""
        self.start_home_agent()
        self.start_at_home()
        self.ping()
        self.begin_conversation()
        self.go(ACCESS1)
        self.ping()
        self.move_while_pinging()
        self.ping()
        self.return_home()
        self.ping()

    def start_at_home(self):
        say("The mobile node starts, at home", "A second haosd, in a namespace of its own, in mobile node mode. The access "
            "links have routers\nthat advertise themselves every 30 to 70 ms.")
        self.laboratory.access_routers()
        self.host.start()
        self.host.wait("at-home")
        print(self.show("show ipv6 mobile mobile-node"))

    def begin_conversation(self):
        say("A program begins to talk", f"It has a TCP connection from {CORRESPONDENT_ADDRESS} to {HOME_ADDRESS}, to the "
            "end of the story.")
        self.conversation = Conversation(self.laboratory.topology.correspondent, self.host.node, HOME_ADDRESS)
        self.laboratory.topology.on_close(self.conversation.close)
        self.talk()

    def talk(self):
        """The connection must still carry what is said."""
        waited = self.conversation.say(b"Are you there?")
        print(f"The TCP connection answers, after {1000 * waited:.1f} ms.")

    def go(self, link):
        say(f"The mobile node goes abroad, to {link.name}", f"Its cable is pulled out and plugged in at {link.prefix}::/64.")
        self.host.move(link)
        self.arrive(link)

    def arrive(self, link):
        """Waits until the home agent knows, and shows it."""
        status = self.host.wait("registered", link)
        binding = self.show_bindings()
        require(binding and binding["careOfAddress"] == status["careOfAddress"], f"the binding is {binding}")
        print(self.show("show ipv6 mobile mobile-node"))
        self.talk()

    def ping(self, count=10):
        """Pings from the correspondent; all must be answered."""
        say(f"The correspondent pings {HOME_ADDRESS}", f"{CORRESPONDENT_ADDRESS} knows nothing of all this.")
        lost = self.lost(self.pinging(count, interval=0.1), count)
        print(f"{count - lost} of {count} pings answered.")
        require(lost == 0, f"{lost} pings were lost")

    def move_while_pinging(self, count=200, interval=0.02):
        """Moves to the second link under way; a few pings may be lost."""
        say(f"The mobile node moves, to {ACCESS2.name}", f"The correspondent goes on pinging, {1 / interval:.0f} times "
            "a second.")
        process = self.pinging(count, interval)
        time.sleep(count * interval / 3)
        self.host.move(ACCESS2)
        lost = self.lost(process, count)
        print(f"{lost} of {count} pings were lost, about {lost * interval * 1000:.0f} ms of silence.")
        # Kernels without optimistic duplicate address detection take a second or two.
        require(lost <= 2 * count // 3, f"{lost} of {count} pings were lost in the move")
        self.arrive(ACCESS2)

    def return_home(self):
        say("The mobile node comes home", "It de-registers and answers for its address itself again.")
        self.host.move(HOME)
        self.host.wait("at-home")
        require(self.show_bindings() is None, "there is a binding although the mobile node is at home")
        self.talk()

    def prompt(self):
        """Leaves the person at the home agent's prompt, with the mobile node abroad."""
        self.go(ACCESS1)
        say("You are at the home agent's prompt", "Try `show ipv6 mobile binding`, and after `enable` also "
            "`show running-config` or `configure terminal`; `?` helps anywhere.\n"
            f"The mobile node's prompt, from another terminal: {' '.join(self.host.daemon.shell_arguments())}\n"
            "`exit` ends the laboratory and removes it.")
        in_foreground(self.laboratory.topology.home_agent.command(*self.daemon.shell_arguments()))

    def show(self, command):
        """What the mobile node's shell shows, prompt and all."""
        return f"MN1>{command}\n{self.host.daemon.ask(command).rstrip()}"

    @property
    def logs(self):
        """What both daemons have logged."""
        return f"{super().logs}\nthe mobile node's haosd said:\n{self.host.daemon.log_or_nothing}"


def run(binaries, check_only):
    """Tells the story in a new laboratory, and the scripted one too where it is only checked; returns an exit code.

    A laboratory is removed however this ends.
    """
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, lambda number, _: sys.exit(128 + number))
    try:
        for story in (Demo, ScriptedStory) if check_only else (Demo,):
            with Laboratory(binaries) as laboratory:
                attempt(story(laboratory), check_only)
        return 0
    except (Failure, RuntimeError, TimeoutError) as failure:
        print(f"\nlab: FAILED: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; the laboratory is removed")
        return 130


def attempt(story, check_only):
    """Tells a story and, unless it is only checked, leaves the person at the prompt."""
    try:
        story.tell()
    except (Failure, RuntimeError, TimeoutError):
        print(story.logs, file=sys.stderr)
        raise
    if check_only:
        print("\nlab-check: every step is as it should be")
    else:
        story.prompt()
