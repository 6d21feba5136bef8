"""A running home agent in a topology, and questions to it."""

import json

from .access_routers import AccessRouters
from .daemon import Daemon
from .mobile_node import MobileNode
from .moving_host import MovingHost
from .topology import HOME, Topology

KEY = bytes(range(16))


class Laboratory:
    """The topology with a home agent's daemon in it. A context manager: leaving it ends and removes everything."""

    def __init__(self, binaries):
        """Makes the network and prepares, but does not start, the daemon."""
        self.binaries = binaries
        self.topology = Topology()
        self.daemon = Daemon(binaries, self.topology.home_agent, self.topology.directory)
        self.topology.on_close(self.daemon.stop)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.topology.close()

    def mobile_node(self, home_address, key=KEY, **options):
        """A new mobile node, plugged in at home."""
        return MobileNode(self.topology, home_address, key, **options)

    def moving_host(self, home_address, key=KEY, links=(HOME,), **options):
        """A new host that HAOS makes a mobile node, with an interface on each of some links; it is not started."""
        return MovingHost(self.topology, self.binaries, home_address, key, links, **options)

    def access_routers(self, **options):
        """Routers that advertise themselves on the access links, from now on."""
        return AccessRouters(self.topology, **options).start()

    def bindings(self):
        """The bindings as the home agent's shell shows them."""
        return json.loads(self.daemon.ask("show ipv6 mobile binding | json"))["bindings"]

    def binding(self, home_address):
        """The binding of a home address, `None` when it has none."""
        found = [binding for binding in self.bindings() if binding["homeAddress"] == home_address]
        assert len(found) <= 1, f"{home_address} is bound more than once: {found}"
        return found[0] if found else None

    def traffic(self):
        """The counters as the home agent's shell shows them."""
        return json.loads(self.daemon.ask("show ipv6 mobile traffic | json"))
