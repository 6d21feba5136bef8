"""The startup-config: what loads, and what a bad line leads to."""

import re

import pytest

from Lab.laboratory import KEY, Laboratory
from Lab.topology import HOME
from support import CONFIGURATION, eventually

SURVEY_EXAMPLE = """\
      ipv6 mobile
      !
      interface Ethernet1
       ipv6 address 3000:1234:5678::1/64
       ipv6 mobile home-agent enable
"""

#: A bad line and a word of the reason. The line is the last but one of a configuration that is right otherwise.
BAD_LINES = {
    "unknown command": "frobnicate the packets",
    "unknown command in a submode": "interface home0\n ipv6 frobnicate",
    "missing argument": "hostname",
    "bad address": "interface home0\n ipv6 address 2001:db8:1::zz/64",
    "bad prefix length": "interface home0\n ipv6 address 2001:db8:1::1/129",
    "out of range": "interface home0\n ipv6 mobile home-agent preference 70000",
    "interval too short": "interface home0\n ipv6 nd ra-interval msec 1",
    "reserved SPI": "ipv6 mobile home-agent\n host group bad\n  authentication spi hex 10 key hex 00112233",
    "key that is not hexadecimal": "ipv6 mobile home-agent\n host group bad\n  authentication spi hex 1000 key hex xyz",
    "words after the end": "ipv6 mobile now",
    "command of another mode": "address 2001:db8:1::100",
}


@pytest.fixture(scope="module")
def laboratory(binaries):
    """A network and a daemon that is not running."""
    with Laboratory(binaries) as laboratory:
        yield laboratory


def snapshot(node):
    """What a daemon could have changed of its namespace, when the kernel has done with its own addresses."""
    eventually(lambda: "tentative" not in node.run("ip", "-6", "address"), "addresses stay tentative", timeout=5)
    return node.run("ip", "-6", "address"), node.run("ip", "-6", "route"), node.run("tc", "qdisc", "show")


def test_the_example_passes_the_check_and_nothing_changes(laboratory):
    before = snapshot(laboratory.topology.home_agent)
    done = laboratory.daemon.configure(CONFIGURATION).check()
    assert done.returncode == 0, done.stderr
    assert snapshot(laboratory.topology.home_agent) == before


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_told_by_number_and_caret(laboratory, bad):
    lines = CONFIGURATION.splitlines()
    lines[-1:-1] = bad.splitlines()
    number = len(lines) - 1
    laboratory.daemon.configure("\n".join(lines) + "\n")
    done = laboratory.daemon.check()
    assert done.returncode > 0
    assert re.search(rf"\b{number}\b", done.stderr), f"it names line {number}: {done.stderr}"
    assert re.search(r"^\s*\^\s*$", done.stderr, re.MULTILINE), f"it has a caret: {done.stderr}"
    assert KEY.hex() not in done.stderr


def test_the_caret_is_under_the_word(laboratory):
    laboratory.daemon.configure("hostname HA1\ninterface home0\n ipv6 adress 2001:db8:1::1/64\n")
    shown = laboratory.daemon.check().stderr.splitlines()
    line = next(i for i, text in enumerate(shown) if "ipv6 adress" in text)
    caret = next(text for text in shown[line + 1:] if "^" in text)
    assert caret.index("^") == shown[line].index("adress")


def test_every_error_is_told(laboratory):
    laboratory.daemon.configure("hostname HA1\nfrobnicate\nipv6 mobile\ninterface home0\n ipv6 adress 1::1/64\n")
    done = laboratory.daemon.check()
    assert done.returncode > 0
    assert len(re.findall(r"^\s*\^$", done.stderr, re.MULTILINE)) == 2
    assert re.search(r"\b2\b", done.stderr) and re.search(r"\b5\b", done.stderr)


def test_a_daemon_does_not_start_on_a_bad_configuration(laboratory):
    before = snapshot(laboratory.topology.home_agent)
    lines = CONFIGURATION.splitlines()
    lines[-1:-1] = ["frobnicate"]
    laboratory.daemon.configure("\n".join(lines) + "\n")
    laboratory.daemon.launch()
    assert laboratory.daemon.process.wait(10) > 0
    laboratory.daemon.process = None
    assert "frobnicate" in laboratory.daemon.log and "^" in laboratory.daemon.log
    assert snapshot(laboratory.topology.home_agent) == before, "nothing of it is applied"
    assert laboratory.daemon.shell("show version").returncode == 3


def test_a_missing_configuration_is_told(laboratory):
    laboratory.daemon.startup_config.unlink(missing_ok=True)
    done = laboratory.daemon.check()
    assert done.returncode > 0
    assert str(laboratory.daemon.startup_config) in done.stderr


def test_binary_rubbish_is_no_configuration(laboratory):
    laboratory.daemon.startup_config.write_bytes(bytes(range(256)) * 64)
    assert laboratory.daemon.check().returncode > 0


def test_the_example_of_the_survey_loads_as_it_is(binaries):
    """Appendix A, last page, indentation and all; `Ethernet1` is the kernel's eth1."""
    with Laboratory(binaries) as laboratory:
        node = laboratory.topology.home_agent
        laboratory.topology.plug(node, "eth1", HOME)
        daemon = laboratory.daemon.configure(SURVEY_EXAMPLE)
        assert daemon.check().returncode == 0, daemon.check().stderr
        daemon.start()
        eventually(lambda: "3000:1234:5678::1/64" in node.run("ip", "-6", "address", "show", "dev", "eth1"),
                   "eth1 has no address")
        running = daemon.ask("enable", "show running-config")
        for line in ("ipv6 mobile", " ipv6 address 3000:1234:5678::1/64", " ipv6 mobile home-agent enable"):
            assert re.search(rf"^{line}$", running, re.MULTILINE), f"{line!r} is not in:\n{running}"
        daemon.configure(running)
        assert daemon.check().returncode == 0, "the running-config is a configuration"


def test_hundreds_of_groups(laboratory):
    groups = "".join(
        f" host group g{n}\n  address 2001:db8:1::{n:x}\n  authentication spi hex {n + 4096:x} key hex {n:032x}\n"
        for n in range(0x1000, 0x1000 + 1000))
    head, tail = CONFIGURATION.split(" host group everybody")
    done = laboratory.daemon.configure(head + groups + tail[tail.index("interface home0"):]).check()
    assert done.returncode == 0, done.stderr
