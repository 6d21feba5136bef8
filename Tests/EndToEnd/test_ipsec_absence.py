"""A kernel without ESP: what was to be protected is refused with the reason, and nothing runs unprotected instead."""

import subprocess

import pytest

from Lab.protected_node import KeyRing
from Lab.topology import HOME
from support import CONFIGURATION, HomeAgent, eventually

KEYS = KeyRing(0x2000)
ADDRESS = HOME.address("e0")
GROUP = f" host group esp\n  address {ADDRESS}\n{KEYS.lines}"
REASON = "this kernel has no ESP for IPv6 (module esp6)"


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent whose startup-config asks for ESP."""
    with HomeAgent(binaries, CONFIGURATION.replace("interface home0\n", GROUP + "interface home0\n")) as agent:
        probe = "ip xfrm state add src ::1 dst ::1 proto esp spi 0x1000 mode transport enc cbc(aes) 0x".split()
        kernel = subprocess.run(agent.topology.home_agent.command(*probe[:-1], "0x" + 32 * "0"), capture_output=True)
        if kernel.returncode == 0:
            pytest.skip("this machine's kernel has ESP: Tests/OldKernel has the tests of that")
        yield agent


def test_a_startup_config_is_served_without_what_cannot_be_protected(agent):
    eventually(lambda: REASON in agent.daemon.log, "the log does not say why")
    node = agent.mobile_node(ADDRESS, key=None)
    node.move(agent.control.station.link)
    before = agent.traffic()["dropped"]["protectionMissing"]
    assert node.exchange(node.binding_update(), timeout=1) is None
    assert agent.traffic()["dropped"]["protectionMissing"] == before + 1
    assert agent.binding(ADDRESS) is None
    node.station.close()


def test_a_line_is_refused_with_the_reason(agent):
    line = KeyRing(0x3000).lines.splitlines()[0].strip()
    done = agent.daemon.shell(
        "enable", "configure terminal", "ipv6 mobile home-agent", "host group more", "address 2001:db8:1::e1", line)
    assert done.returncode == 1 and REASON in done.stdout + done.stderr
    assert "ipsec" not in agent.daemon.ask("show running-config | section host group more")
