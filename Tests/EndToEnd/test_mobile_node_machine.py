"""What being a mobile node changes of a machine, and that it is as it was when it is none any more."""

import pytest

from Lab.daemon import Daemon
from Lab.workspace import Workspace
from support import eventually

HOME = "2001:db8:1::100"
OTHERS = "hostname MN1\nipv6 mobile\nend\n"
MOBILE = f"""\
hostname MN1
ipv6 mobile
ipv6 mobile mobile-node
 home-address {HOME}/64
  home-agent 2001:db8:1::1
 interface eth0 priority 10
end
"""
SETTINGS = ("optimistic_dad", "use_optimistic")


class Roamer(Workspace):
    """A machine with an interface on a link where nobody answers."""

    def build(self):
        """Makes the machine."""
        self.node = self.namespace("roamer")
        self.node.ip("link set lo up", "link add eth0 type veth peer name peer0", "link set eth0 up",
                     "link set peer0 up")

    def daemon(self, binaries, configuration):
        """Starts the daemon."""
        daemon = Daemon(binaries, self.node, self.directory).configure(configuration)
        self.on_close(daemon.stop)
        return daemon.start()

    def snapshot(self):
        """What the daemon may change, when the kernel has done with its own."""
        eventually(lambda: "tentative" not in self.node.run("ip", "-6", "address"), "addresses stay tentative", 5)
        settings = {name: self.node.system_control(f"net/ipv6/conf/eth0/{name}") for name in SETTINGS}
        # The kernel numbers interfaces that come and go.
        links = sorted(line.split()[1] for line in self.node.run("ip", "-o", "link").splitlines())
        what = ("-6 rule", "-6 route show table all", "-6 -br address")
        return settings, links, [sorted(self.node.run("ip", *words.split()).splitlines()) for words in what]

    @property
    def is_mobile(self):
        """Whether the interface of home addresses is there, with the home address, and a rule for it."""
        return (HOME in self.node.run("ip", "-6", "rule") and "mobile0" in self.node.run("ip", "-o", "link")
                and HOME in self.node.run("ip", "-6", "address", "show", "dev", "mobile0"))


@pytest.fixture
def roamer():
    """Such a machine."""
    with Roamer() as roamer:
        yield roamer


def test_the_mode_can_be_switched_on_and_off(roamer, binaries):
    """While the daemon runs; kernel autoconfiguration stays as it is."""
    before = roamer.snapshot()
    daemon = roamer.daemon(binaries, OTHERS)
    assert not roamer.is_mobile
    lines = [line.strip() for line in MOBILE.splitlines()[2:-1]]
    daemon.ask("configure terminal", *lines, "end")
    eventually(lambda: roamer.is_mobile, "the home address is not there")
    assert {roamer.node.system_control(f"net/ipv6/conf/eth0/{name}") for name in SETTINGS} == {"1"}
    daemon.ask("configure terminal", "no ipv6 mobile mobile-node", "end")
    eventually(lambda: "mobile0" not in roamer.node.run("ip", "-o", "link"), "the interface stays")
    assert HOME not in roamer.node.run("ip", "-6", "rule")
    assert daemon.stop() == 0
    assert roamer.snapshot() == before


def test_nothing_is_left_after_a_clean_stop(roamer, binaries):
    """The interface of home addresses, rules, settings."""
    before = roamer.snapshot()
    daemon = roamer.daemon(binaries, MOBILE)
    eventually(lambda: roamer.is_mobile, "the home address is not there")
    assert daemon.stop() == 0
    assert roamer.snapshot() == before


def test_nothing_is_left_after_a_crash_and_the_next_daemon(roamer, binaries):
    """The next one may be no mobile node, or one again."""
    before = roamer.snapshot()
    daemon = roamer.daemon(binaries, MOBILE)
    eventually(lambda: roamer.is_mobile, "the home address is not there")
    daemon.kill()
    daemon.start()
    eventually(lambda: roamer.is_mobile, "the home address does not come back")
    daemon.kill()
    assert HOME in roamer.node.run("ip", "-6", "rule")
    daemon.configure(OTHERS).start()
    assert not roamer.is_mobile
    assert HOME not in roamer.node.run("ip", "-6", "rule")
    assert daemon.stop() == 0
    assert roamer.snapshot() == before


def test_nothing_leaves_from_a_home_address_that_is_not_registered(roamer, binaries):
    """Echo requests to it stay unanswered abroad, and programs get other addresses."""
    roamer.daemon(binaries, MOBILE)
    eventually(lambda: roamer.is_mobile, "the home address is not there")
    roamer.node.ip("address add 2001:db8:a::5/64 dev eth0 nodad", "route add default via 2001:db8:a::1 dev eth0")
    assert "src 2001:db8:a::5" in roamer.node.run("ip", "-6", "route", "get", "2001:db8:c::9")
    assert "dev mobile0" in roamer.node.run("ip", "-6", "route", "get", "2001:db8:c::9", "from", HOME)
