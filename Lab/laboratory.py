"""A running home agent in a topology, and questions to it."""

import json

from .daemon import Daemon
from .mobile_node import MobileNode
from .topology import Topology

KEY = bytes(range(16))


class Laboratory:
    """The topology with a home agent's daemon in it. A context manager: leaving it ends and removes everything."""

    def __init__(self, binaries):
        """Makes the network and prepares, but does not start, the daemon."""
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
