"""The laboratory's network.

    correspondent cn            core router            home agent ha
      2001:db8:4::1 ------------- ::fe  ::2 ---wan------- wan0 2001:db8:f::1
                                  |     |                 home0 2001:db8:1::1
            access1 2001:db8:2::/64     |                   |
                      access2 2001:db8:3::/64          home 2001:db8:1::/64

Every link is a bridge in a namespace of its own, the `switch`: whatever is plugged into a link can be unplugged from
it and plugged into another, as a cable can.
"""

import contextlib
import fcntl
import itertools
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import namespace
from .namespace import Namespace
from .station import Station

RUNTIME_DIRECTORY = Path("/run/haos-lab")


@dataclass(frozen=True)
class Link:
    """A link: its name, its /64 without the interface identifiers, and the router that a guest of it uses."""

    name: str
    prefix: str
    router: str

    def address(self, identifier):
        """The address with the interface identifier, as `100` or `1:2:3:4`."""
        return f"{self.prefix}::{identifier}"


HOME = Link("home", "2001:db8:1", "2001:db8:1::1")
WAN = Link("wan", "2001:db8:f", "2001:db8:f::2")
ACCESS1 = Link("access1", "2001:db8:2", "2001:db8:2::1")
ACCESS2 = Link("access2", "2001:db8:3", "2001:db8:3::1")
CORRESPONDENT = Link("corr", "2001:db8:4", "2001:db8:4::fe")
LINKS = (HOME, WAN, ACCESS1, ACCESS2, CORRESPONDENT)

HOME_AGENT_ADDRESS = "2001:db8:1::1"
CORRESPONDENT_ADDRESS = "2001:db8:4::1"


class Topology:
    """One laboratory, with names of its own: two can run at once.

    A context manager: leaving it, however it is left, removes all of it. Whatever a laboratory left behind that was
    killed is removed when the next one is made.
    """

    def __init__(self):
        self.directory, self._lock = claim_directory()
        self._cleanup = contextlib.ExitStack()
        self._cleanup.callback(self._remove_directory)
        self._numbers = itertools.count(1)
        try:
            self._build()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Removes stations and namespaces, the newest first."""
        self._cleanup.close()

    def on_close(self, function):
        """Has a function called when the laboratory goes, before what was there already when it was registered."""
        self._cleanup.callback(function)

    def namespace(self, role):
        """Makes a namespace that goes with the laboratory."""
        made = Namespace(f"{self.directory.name}-{role}")
        self._cleanup.callback(made.remove)
        return made

    def plug(self, node, interface, link):
        """Gives a namespace an interface plugged into a link; returns the interface's port on the switch."""
        port = f"port{next(self._numbers)}"
        self.switch.ip(
            f"link add {port} type veth peer name {interface} netns {node.name}",
            f"link set {port} up master {link.name}")
        node.ip(f"link set {interface} up")
        return port

    def move(self, port, link):
        """Pulls a cable out and plugs it into another link."""
        self.switch.ip(f"link set {port} down", f"link set {port} master {link.name}", f"link set {port} up")

    def station(self, link, *addresses, node=None, kernel=False):
        """A new station plugged into a link; with `kernel`, the kernel speaks IPv6 on the interface beside it."""
        interface = f"eth{next(self._numbers)}"
        node = node or self.stations
        port = self.plug(node, interface, link)
        if not kernel:
            node.system_control(f"net/ipv6/conf/{interface}/disable_ipv6", 1)
        station = Station(node, interface, link, port, addresses)
        self.on_close(station.close)
        return station

    def _build(self):
        self.switch = self.namespace("switch")
        for link in LINKS:
            self.switch.system_control("net/ipv6/conf/default/disable_ipv6", 1)
            self.switch.ip(f"link add {link.name} type bridge mcast_snooping 0", f"link set {link.name} up")
        self.home_agent = self.namespace("ha")
        self.core = self.namespace("core")
        self.correspondent = self.namespace("cn")
        self.stations = self.namespace("stations")
        self._build_core()
        self._build_correspondent()
        self.plug(self.home_agent, "home0", HOME)
        self.plug(self.home_agent, "wan0", WAN)

    def _build_core(self):
        self.core.system_control("net/ipv6/conf/all/forwarding", 1)
        self.core.system_control("net/ipv6/conf/default/accept_dad", 0)
        for link in (WAN, ACCESS1, ACCESS2, CORRESPONDENT):
            self.plug(self.core, link.name, link)
            self.core.ip(f"address add {link.router}/64 dev {link.name} nodad")
        self.core.ip(f"route add {HOME.prefix}::/64 via {WAN.address(1)}")

    def _build_correspondent(self):
        self.correspondent.system_control("net/ipv6/conf/default/accept_dad", 0)
        self.plug(self.correspondent, "eth0", CORRESPONDENT)
        self.correspondent.ip(
            f"address add {CORRESPONDENT_ADDRESS}/64 dev eth0 nodad",
            f"route add default via {CORRESPONDENT.router}")

    def _remove_directory(self):
        shutil.rmtree(self.directory)
        os.close(self._lock)


def claim_directory():
    """Makes a directory with a lock that goes with the process, after removing what killed laboratories left."""
    RUNTIME_DIRECTORY.mkdir(exist_ok=True)
    with open(RUNTIME_DIRECTORY / "lock", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        for directory in RUNTIME_DIRECTORY.glob("haoslab*"):
            with contextlib.suppress(BlockingIOError, FileNotFoundError):
                _remove_leftover(directory)
        made = Path(tempfile.mkdtemp(prefix="haoslab", dir=RUNTIME_DIRECTORY))
        return made, _lock(made)


def _remove_leftover(directory):
    lock = _lock(directory)
    for name in namespace.names():
        if name.startswith(f"{directory.name}-"):
            namespace.remove(name)
    shutil.rmtree(directory)
    os.close(lock)


def _lock(directory):
    """Holds a lock on a laboratory's directory, which goes with the process however it ends."""
    descriptor = os.open(directory / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor
