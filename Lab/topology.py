"""The laboratory's network.

    correspondent cn            core router            home agent ha
      2001:db8:4::1 ------------- ::fe  ::2 ---wan------- wan0 2001:db8:f::1
                                  |     |                 home0 2001:db8:1::1
            access1 2001:db8:2::/64     |                   |
                      access2 2001:db8:3::/64          home 2001:db8:1::/64

Every link is a bridge in a namespace of its own, the `switch`: whatever is plugged into a link can be unplugged from
it and plugged into another, as a cable can.
"""

import itertools
from dataclasses import dataclass

from .station import Station
from .workspace import Workspace


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


class Topology(Workspace):
    """The network of a laboratory."""

    def build(self):
        """Makes the links, and the nodes that are always there."""
        self._numbers = itertools.count(1)
        self._ports = {}
        self._build_links()
        self.home_agent = self.namespace("ha")
        self.core = self.namespace("core")
        self.correspondent = self.namespace("cn")
        self.stations = self.namespace("stations")
        self._build_core()
        self._build_correspondent()
        self.plug(self.home_agent, "home0", HOME)
        self.plug(self.home_agent, "wan0", WAN)

    def plug(self, node, interface, link):
        """Gives a namespace an interface plugged into a link; returns the interface's port on the switch."""
        port = f"port{next(self._numbers)}"
        self.switch.ip(
            f"link add {port} type veth peer name {interface} netns {node.name}",
            f"link set {port} up master {link.name}")
        node.ip(f"link set {interface} up")
        self._ports[node.name, interface] = port
        return port

    def port_of(self, node, interface):
        """The port that an interface of a namespace is plugged into."""
        return self._ports[node.name, interface]

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

    def _build_links(self):
        self.switch = self.namespace("switch")
        self.switch.system_control("net/ipv6/conf/default/disable_ipv6", 1)
        for link in LINKS:
            self.switch.ip(f"link add {link.name} type bridge mcast_snooping 0", f"link set {link.name} up")

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
