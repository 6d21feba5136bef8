"""What the end-to-end tests share: the home agent under test, waiting, and silence."""

import itertools
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from scapy.layers.inet6 import ICMPv6DestUnreach, ICMPv6PacketTooBig, ICMPv6ParamProblem, ICMPv6TimeExceeded

from Lab.laboratory import KEY, Laboratory
from Lab.topology import ACCESS1, HOME, WAN

FIXTURES = Path(__file__).parent.parent / "Fixtures"
VECTORS = {v["name"]: v for v in json.loads((FIXTURES / "mip6-vectors.json").read_text())["vectors"]}
VECTOR_KEY = bytes.fromhex("303132333435363738393a3b3c3d3e3f")
VECTOR_HOME, VECTOR_CARE_OF = "2001:db8:1::100", "2001:db8:2::100"
FIRST_KEY, SECOND_KEY = bytes([1] * 16), bytes([2] * 16)
FIRST_HOME, SECOND_HOME = "2001:db8:1::a1", "2001:db8:1::a2"
ELSEWHERE = "2001:db8:ffff::1"

#: A home agent for all of the home link, with one key for most, and other keys for a few.
CONFIGURATION = f"""\
hostname HA1
ipv6 unicast-routing
ipv6 mobile
ipv6 mobile home-agent
 host group everybody
  address 2001:db8:1::/64
  authentication spi hex 1000 key hex {KEY.hex()}
 host group vectors
  address {VECTOR_HOME}
  authentication spi hex 100 key hex {VECTOR_KEY.hex()}
 host group first
  address {FIRST_HOME}
  authentication spi hex 1001 key hex {FIRST_KEY.hex()}
 host group second
  address {SECOND_HOME}
  authentication spi hex 1002 key hex {SECOND_KEY.hex()}
 host group elsewhere
  address {ELSEWHERE}
  authentication spi hex 1000 key hex {KEY.hex()}
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 nd ra-interval msec 500
 ipv6 nd advertisement-interval
 ipv6 mobile home-agent enable
 ipv6 mobile home-agent preference 10
interface wan0
 ipv6 address 2001:db8:f::1/64
ipv6 route ::/0 2001:db8:f::2
end
"""

#: Longer than a silent home agent would need to say what it should not.
PATIENCE = 0.4
#: Words in the names of counters that tell of arrivals, or that count by themselves.
ARRIVALS = ("received", "punted", "copied", "advertisement", "seconds", "queries")
#: How many mobile nodes are registered at once for tests to come.
BATCH = 16
#: Longer than duplicate address detection takes (one probe, RetransTimer of a second).
DETECTION = 1.6


class HomeAgent(Laboratory):
    """The home agent under test, a mobile node that proves it alive, and a station on its doorstep."""

    def __init__(self, binaries, configuration=CONFIGURATION):
        """Makes the network and starts the daemon."""
        super().__init__(binaries)
        self._identifiers = itertools.count(0x1001)
        try:
            self.prepare()
            self.daemon.configure(configuration).start()
        except BaseException:
            self.topology.close()
            raise
        self._registered = []

    def prepare(self):
        """What else the network needs before the daemon starts."""

    def fresh_mobile_node(self, link=ACCESS1, **options):
        """A mobile node with a home address that nobody had before, on a foreign link."""
        node = self.mobile_node(HOME.address(f"{next(self._identifiers):x}"), **options)
        node.move(link)
        return node

    def registered_mobile_node(self):
        """A mobile node that is registered already: many are at once, as each has to wait for a second."""
        while self._registered:
            node = self._registered.pop()
            if self.binding(node.home_address):
                return node
        with ThreadPoolExecutor(BATCH) as pool:
            self._registered = list(pool.map(self._register, [self.fresh_mobile_node() for _ in range(BATCH)]))
        return self._registered.pop()

    @staticmethod
    def _register(node):
        assert node.register(lifetime=65535).status == 0
        return node

    @cached_property
    def control(self):
        """The mobile node that proves the home agent alive."""
        return self.fresh_mobile_node()

    def assert_alive(self):
        """The positive control of every silence: a registration that goes through."""
        assert self.control.register().status == 0, "the home agent does not register anybody any more"

    @contextmanager
    def assert_silence(self, *stations, patience=PATIENCE):
        """Nothing of what a home agent could answer with reaches the stations; it is alive afterwards."""
        self.assert_alive()
        with self._listening(stations) as inboxes:
            yield
            heard = inboxes[0].collect(patience) + [f for i in inboxes[1:] for f in i.collect(0.01)]
        assert not heard, f"not silent: {[frame.ipv6.summary() for frame in heard]}"
        self.assert_alive()

    @contextmanager
    def assert_counted(self):
        """Some counter of a drop or an answer moves: not only what counts arrivals or what ticks by itself."""
        before = self.counters()
        yield
        eventually(lambda: self.counters() != before, "no counter moved")

    def counters(self):
        """The counters of traffic but for arrivals and for what ticks by itself."""
        return {name: value for name, value in flattened(self.traffic()).items()
                if not any(word in name.lower() for word in ARRIVALS)}

    @contextmanager
    def _listening(self, stations, inboxes=()):
        if not stations:
            yield list(inboxes)
            return
        with stations[0].listen(is_answer) as inbox:
            with self._listening(stations[1:], [*inboxes, inbox]) as all_inboxes:
                yield all_inboxes


def is_answer(frame):
    """Whether a frame is a mobility message or an ICMPv6 error: whatever a home agent may answer an update with."""
    errors = (ICMPv6ParamProblem, ICMPv6DestUnreach, ICMPv6TimeExceeded, ICMPv6PacketTooBig)
    return frame.mobility_type is not None or any(error in frame.ipv6 for error in errors)


def eventually(condition, complaint, timeout=3.0):
    """Waits until a condition gives something true, and returns that."""
    deadline = time.monotonic() + timeout
    while not (result := condition()):
        assert time.monotonic() < deadline, complaint
        time.sleep(0.05)
    return result


class Doorstep:
    """A station on the home agent's outer link, next to it: no router judges what it delivers."""

    def __init__(self, home_agent):
        """Plugs it in."""
        self.station = home_agent.topology.station(WAN, WAN.address("66"))

    def deliver(self, packet):
        """Hands a packet to the home agent, whatever its addresses are."""
        self.station.send(packet, to=self.station.resolve(WAN.address("1")))


def flattened(value, name=""):
    """A JSON document as a dictionary of its numbers by their dotted names."""
    if isinstance(value, dict):
        return {k: v for key, inner in value.items() for k, v in flattened(inner, f"{name}.{key}".strip(".")).items()}
    return {name: value} if isinstance(value, int) and not isinstance(value, bool) else {}
