"""The direct way's end in a kernel: real TCP and UDP between a mobile node and a correspondent that it is bound at.

It goes before the tunnel's end (`kernel_tunnel`), and the scripted mobile node beside both goes on registering.
"""

from pathlib import Path

from . import kernel_tunnel

SOURCE = Path(__file__).with_name("direct_path.bpf.c")
PREFERENCE = 5


class DirectPath:
    """The programs of one mobile node, at one place, for one correspondent."""

    def __init__(self, mobile_node, correspondent, directory):
        """Compiles them."""
        self.node, self.interface = mobile_node.station.node, mobile_node.station.interface
        self._program = kernel_tunnel.compiled(
            SOURCE, directory, HOME_ADDRESS=mobile_node.home_address, CARE_OF_ADDRESS=mobile_node.care_of_address,
            CORRESPONDENT=correspondent)
        self._directions = []

    def receive(self):
        """Takes what comes directly from now on."""
        self._begin("ingress", "tc/in")

    def send(self):
        """Sends directly from now on."""
        self._begin("egress", "tc/out")

    def end(self):
        """Leaves everything to the tunnel again."""
        while self._directions:
            self.node.run("tc", "filter", "delete", "dev", self.interface, self._directions.pop(), "pref", PREFERENCE)

    def _begin(self, direction, section):
        kernel_tunnel.add_filter(self.node, self.interface, direction, self._program, section, PREFERENCE)
        self._directions.append(direction)
