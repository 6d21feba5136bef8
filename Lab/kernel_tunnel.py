"""The tunnel's end in a kernel: real TCP and UDP of a mobile node whose kernel has no tunnels.

The scripted mobile node goes on registering beside it; a small eBPF program wraps and unwraps the packets.
"""

import shutil
import subprocess
from pathlib import Path

from .wire import octets

PREFERENCE = 10
SOURCE = Path(__file__).with_name("kernel_tunnel.bpf.c")
INCLUDES = ("/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu")


def attach(mobile_node, directory):
    """Gives a mobile node's addresses to the kernel of its namespace, with the tunnel between them.

    The mobile node is on a foreign link, on a station that leaves the kernel's IPv6 on.
    """
    node = mobile_node.station.node
    node.ip(f"address add {mobile_node.home_address}/128 dev lo nodad")
    node.run("tc", "qdisc", "add", "dev", mobile_node.station.interface, "clsact")
    _settle(mobile_node, directory)


def follow(mobile_node, directory):
    """Does the same again at another place, after the mobile node has moved."""
    station, node = mobile_node.station, mobile_node.station.node
    for direction in ("ingress", "egress"):
        node.run("tc", "filter", "delete", "dev", station.interface, direction, "pref", PREFERENCE)
    node.ip(f"address flush dev {station.interface} scope global")
    _settle(mobile_node, directory)


def _settle(mobile_node, directory):
    station, node = mobile_node.station, mobile_node.station.node
    station.addresses.clear()
    node.ip(
        f"address add {mobile_node.care_of_address}/64 dev {station.interface} nodad",
        f"route replace default via {station.link.router} src {mobile_node.home_address}")
    program = compiled(
        SOURCE, directory, HOME_ADDRESS=mobile_node.home_address, CARE_OF_ADDRESS=mobile_node.care_of_address,
        HOME_AGENT=mobile_node.home_agent)
    add_filter(node, station.interface, "ingress", program, "tc/in")
    add_filter(node, station.interface, "egress", program, "tc/out")


def add_filter(node, interface, direction, program, section, preference=PREFERENCE):
    """Attaches a section of a compiled program; a lower preference sees packets first."""
    node.run("tc", "filter", "add", "dev", interface, direction, "pref", preference, "bpf", "direct-action",
             "object-file", program, "section", section)


def compiled(source, directory, **addresses):
    """Compiles a program, with addresses for the macros that it asks for; returns the object file."""
    definitions = [f"-D{name}={','.join(map(str, octets(address)))}" for name, address in addresses.items()]
    includes = [flag for folder in INCLUDES for flag in ("-I", folder)]
    to = Path(directory, source.name).with_suffix(".o")
    subprocess.run(
        [shutil.which("clang"), "-O2", "-g", "-Wall", "-Werror", "-target", "bpf", *includes, *definitions,
         "-c", source, "-o", to],
        check=True)
    return to
