"""A mobile node whose kernel has the home address: real TCP and UDP through the tunnel.

The registration is the scripted mobile node's; the tunnel's end is a small eBPF program on the interface.
"""

import shutil
import subprocess
from pathlib import Path

from .mobile_node import MobileNode
from .wire import octets

SOURCE = Path(__file__).with_name("kernel_mobile_node.bpf.c")
INCLUDES = ("/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu")


class KernelMobileNode:
    """A namespace with a mobile node on a foreign link, whose home address is its own kernel's."""

    def __init__(self, topology, home_address, key, link, **options):
        """Plugs it in with a care-of address. Register with `mobile_node.register()`."""
        self.topology, self.home_address = topology, home_address
        self.node = topology.namespace("mn")
        self.node.system_control("net/ipv6/conf/default/accept_dad", 0)
        station = topology.station(link, node=self.node, kernel=True)
        self.interface = station.interface
        self.mobile_node = MobileNode(topology, home_address, key, station=station, **options)
        self.mobile_node.care_of_address = link.address(home_address.rsplit(":", 1)[1])
        self.node.ip(
            f"address add {self.mobile_node.care_of_address}/64 dev {self.interface} nodad",
            f"address add {home_address}/128 dev lo nodad",
            f"route add default via {link.router} src {home_address}")
        self._attach()

    def _attach(self):
        program = self.topology.directory / "kernel_mobile_node.o"
        compile_program(
            program, HOME_ADDRESS=self.home_address, CARE_OF_ADDRESS=self.mobile_node.care_of_address,
            HOME_AGENT=self.mobile_node.home_agent)
        self.node.run("tc", "qdisc", "add", "dev", self.interface, "clsact")
        for direction, section in (("ingress", "tc/in"), ("egress", "tc/out")):
            self.node.run("tc", "filter", "add", "dev", self.interface, direction, "bpf", "direct-action",
                          "object-file", program, "section", section)


def compile_program(to, **addresses):
    """Compiles the tunnel's end for three addresses."""
    clang = shutil.which("clang")
    definitions = [f"-D{name}={','.join(map(str, octets(address)))}" for name, address in addresses.items()]
    includes = [flag for folder in INCLUDES for flag in ("-I", folder)]
    subprocess.run(
        [clang, "-O2", "-g", "-Wall", "-Werror", "-target", "bpf", *includes, *definitions, "-c", SOURCE, "-o", to],
        check=True)
