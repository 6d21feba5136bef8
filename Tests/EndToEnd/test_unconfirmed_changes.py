"""Changes that nobody confirms are taken back when their time is over: a minute is the least."""

import re
import time

import pytest

from Lab.laboratory import Laboratory
from support import CONFIGURATION, eventually

MINUTE = 60


@pytest.fixture(scope="module")
def daemons(binaries):
    """Three home agents, so that the minute is waited for once."""
    with Laboratory(binaries) as first, Laboratory(binaries) as second, Laboratory(binaries) as third:
        yield [laboratory.daemon.configure(CONFIGURATION).start() for laboratory in (first, second, third)]


def test_what_nobody_confirms_is_taken_back_in_time(daemons, tmp_path):
    replaced, typed, confirmed = daemons
    before = replaced.ask("show running-config")
    file = tmp_path / "small"
    file.write_text("hostname SMALL\nipv6 mobile\n")
    began = time.monotonic()
    replaced.ask(f"configure replace {file} force time 1")
    typed.ask("configure terminal revert timer 1", "hostname TYPED", "interface wan0", "ipv6 nd ra-interval 77")
    confirmed.ask("configure terminal revert timer 1", "hostname KEPT", "end", "configure confirm")
    assert "hostname SMALL" in replaced.ask("show running-config") and host_name(typed) == "TYPED"

    # The kernel's side follows, and shortly before it is time nothing has been taken back.
    eventually(lambda: "2001:db8:f::1/64" not in addresses(replaced), "what was replaced is still in the kernel")
    time.sleep(max(0, began + MINUTE - 8 - time.monotonic()))
    assert "hostname SMALL" in replaced.ask("show running-config") and host_name(typed) == "TYPED"

    for daemon in (replaced, typed):
        eventually(lambda: host_name(daemon) == "HA1", "it is not taken back", timeout=15)
        assert daemon.ask("show running-config") == before
        assert "%CONFIG-5-ROLLBACK" in daemon.log
        assert daemon.shell("configure confirm").returncode == 1, "nothing waits any more"
    assert time.monotonic() - began >= MINUTE - 1
    eventually(lambda: "2001:db8:f::1/64" in addresses(replaced), "the kernel's addresses are not back")
    assert host_name(confirmed) == "KEPT"

    for daemon in (replaced, typed):
        daemon.kill()
        daemon.start()
        assert daemon.ask("show running-config") == before, "and nothing is taken back again"


def host_name(daemon):
    return re.search("^hostname (.*)$", daemon.ask("show running-config"), re.MULTILINE)[1]


def addresses(daemon):
    return daemon.node.run("ip", "-6", "address", "show", "dev", "wan0")
