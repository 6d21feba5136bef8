"""A host that HAOS makes a mobile node: its kernel and programs know nothing of mobility."""

import json
import time

from .daemon import Daemon
from .topology import HOME, HOME_AGENT_ADDRESS

CONFIGURATION = """\
hostname MN1
ipv6 mobile
ipv6 mobile mobile-node
 home-address {home_address}/64
  home-agent {home_agent}
  authentication spi hex 1000 key hex {key}
{interfaces}
end
"""


class MovingHost:
    """A namespace with cables that are plugged into links, and a daemon in mobile node mode."""

    def __init__(self, topology, binaries, home_address, key, links=(HOME,), name="mn"):
        """A host with an interface for each of some links, eth0 first, which is preferred; the daemon is not started."""
        self.topology, self.home_address, self.key = topology, home_address, key
        self.node = topology.namespace(name)
        self.interfaces = [f"eth{number}" for number in range(len(links))]
        for interface, link in zip(self.interfaces, links):
            topology.plug(self.node, interface, link)
        directory = topology.directory / name
        directory.mkdir()
        self.daemon = Daemon(binaries, self.node, directory)
        topology.on_close(self.daemon.stop)

    def configuration(self, home_agent=HOME_AGENT_ADDRESS):
        """A startup-config for it."""
        interfaces = "\n".join(
            f" interface {interface} priority {10 * number}" for number, interface in enumerate(self.interfaces, 1))
        return CONFIGURATION.format(
            home_address=self.home_address, home_agent=home_agent, key=self.key.hex(), interfaces=interfaces)

    def start(self, configuration=None):
        """Starts the daemon."""
        self.daemon.configure(configuration or self.configuration()).start()
        return self

    def move(self, link, interface="eth0"):
        """Pulls a cable out and plugs it into another link."""
        self.topology.move(self.topology.port_of(self.node, interface), link)

    def slide(self, link, interface="eth0"):
        """Moves to another link without a sign of it at the interface, as between access points."""
        port = self.topology.port_of(self.node, interface)
        self.topology.switch.ip(f"link set {port} master {link.name}")

    def unplug(self, interface="eth0"):
        """Pulls a cable out."""
        self.topology.switch.ip(f"link set {self.topology.port_of(self.node, interface)} down")

    def status(self):
        """How it stands with the home address, as the daemon's shell shows it."""
        shown = json.loads(self.daemon.ask("show ipv6 mobile mobile-node | json"))
        [status] = [one for one in shown["homeAddresses"] if one["homeAddress"] == self.home_address]
        return status

    def binding_update_list(self):
        """The Binding Update List, as the daemon's shell shows it."""
        return json.loads(self.daemon.ask("show ipv6 mobile binding-update-list | json"))["entries"]

    def wait(self, state, link=None, timeout=20):
        """Returns once it stands so with the home address, on a link; else an exception."""
        deadline = time.monotonic() + timeout
        while not self._is(status := self.status(), state, link):
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {timeout} s the mobile node is not {state}: {status}")
            time.sleep(0.05)
        return status

    def _is(self, status, state, link):
        there = status.get("careOfAddress") or ""
        return status["state"] == state and (link is None or link is HOME or there.startswith(f"{link.prefix}:"))
