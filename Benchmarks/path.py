"""The path that is measured: sender, home agent, receiver, each a hop from the next, without switches between them.

    sender 2001:db8:1::50 --- home0 2001:db8:1::1 home agent wan0 2001:db8:f::1 --- receiver 2001:db8:f::2

The receiver is the mobile node. Packets for its care-of address are forwarded plainly, and packets for its home
address through the tunnel: the same path, with and without the home agent's work. Once the sender has a binding for the
mobile node, they go directly: the same path again, with and without the work of the sender as a correspondent.
"""

from pathlib import Path

from Lab import kernel_tunnel
from Lab.daemon import Daemon
from Lab.direct_path import DirectPath
from Lab.laboratory import KEY
from Lab.mobile_node import MobileNode
from Lab.return_routability import Correspondence
from Lab.station import Station
from Lab.topology import Link
from Lab.workspace import Workspace

ABROAD = Link("abroad", "2001:db8:f", "2001:db8:f::1")
SENDER, HOME_ADDRESS, CARE_OF_ADDRESS = "2001:db8:1::50", "2001:db8:1::100", "2001:db8:f::2"
CONFIGURATION = f"""\
ipv6 unicast-routing
ipv6 mobile
ipv6 mobile home-agent
 host group MN0
  address {HOME_ADDRESS}
  authentication spi hex 1000 key hex {KEY.hex()}
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval 1000
 ipv6 mobile home-agent enable
interface wan0
 ipv6 address 2001:db8:f::1/64
end
"""
SINK = Path(__file__).with_name("sink.bpf.c")


class MeasuredPath(Workspace):
    """The namespaces of the path, and the daemon in the middle."""

    def build(self):
        """Makes the path; the daemon is not running yet."""
        self.sender, self.home_agent, self.receiver = map(self.namespace, ("sender", "ha", "receiver"))
        connect(self.sender, "eth0", self.home_agent, "home0")
        connect(self.home_agent, "wan0", self.receiver, "eth0")
        self.sender.ip(f"address add {SENDER}/64 dev eth0 nodad", "route add default via 2001:db8:1::1")

    def register(self, binaries, configuration=CONFIGURATION):
        """Starts the daemon and registers the receiver, whose kernel then has both addresses."""
        self.daemon = Daemon(binaries, self.home_agent, self.directory)
        self.on_close(self.daemon.stop)
        self.daemon.configure(configuration).start()
        station = self._station()
        mobile_node = _mobile_node(self, station)
        kernel_tunnel.attach(mobile_node, self.directory)
        answer = mobile_node.register(lifetime=65535)
        if not answer.accepted:
            raise RuntimeError(f"the registration was refused with status {answer.status}")
        station.close()

    def optimize(self, binaries):
        """Makes the sender a correspondent, whose packets to the mobile node go directly once it has a binding."""
        directory = self.directory / "correspondent"
        directory.mkdir()
        daemon = Daemon(binaries, self.sender, directory)
        self.on_close(daemon.stop)
        daemon.configure("ipv6 mobile\nend\n").start()
        station = self._station()
        path = DirectPath(_mobile_node(self, station), SENDER, self.directory)
        station.close()
        self._sequence = 0
        self.bind()
        path.receive()
        path.send()

    def bind(self):
        """Makes, or renews, the sender's binding."""
        station = self._station()
        correspondence = Correspondence(_mobile_node(self, station), SENDER)
        correspondence.sequence = self._sequence
        correspondence.test()
        answer = correspondence.bind()
        self._sequence = correspondence.sequence
        if not answer or not answer.accepted:
            raise RuntimeError("the binding at the correspondent was refused")
        station.close()

    def _station(self):
        station = Station(self.receiver, "eth0", ABROAD, None)
        self.on_close(station.close)
        return station

    def sink_begins(self):
        """UDP ends at the receiver's interface from now on."""
        program = kernel_tunnel.compiled(SINK, self.directory)
        kernel_tunnel.add_filter(self.receiver, "eth0", "ingress", program, "tc/in", preference=1)

    def sink_ends(self):
        """UDP reaches the receiver's kernel again."""
        self.receiver.run("tc", "filter", "delete", "dev", "eth0", "ingress", "pref", "1")

    def received(self):
        """How many packets the receiver's interface has received."""
        return int(self.receiver.run("cat", "/sys/class/net/eth0/statistics/rx_packets"))


def _mobile_node(path, station):
    mobile_node = MobileNode(path, HOME_ADDRESS, KEY, station=station)
    mobile_node.care_of_address = CARE_OF_ADDRESS
    return mobile_node


def connect(one, its_interface, other, other_interface):
    """Lays a cable between two namespaces."""
    one.ip(f"link add {its_interface} type veth peer name {other_interface} netns {other.name}",
           f"link set {its_interface} up")
    other.ip(f"link set {other_interface} up")
