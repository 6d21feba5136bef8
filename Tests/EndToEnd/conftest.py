"""Fixtures: real daemons in network namespaces. What they need and cannot have fails the run; nothing is skipped."""

import os
import shutil
from pathlib import Path

import pytest

from Lab.laboratory import Laboratory
from Lab.topology import ACCESS1, CORRESPONDENT, HOME
from support import VECTOR_CARE_OF, VECTOR_HOME, VECTOR_KEY, Doorstep, HomeAgent

ROOT = Path(__file__).parent.parent.parent
BINARIES = Path(os.environ.get("HAOS_BIN", ROOT / ".build/debug")).absolute()
TOOLS = {"ip": "iproute2", "tc": "iproute2", "ping": "iputils-ping", "tshark": "tshark", "clang": "the Swift toolchain",
         "ssh": "openssh-client", "/usr/sbin/sshd": "openssh-server", "nsenter": "util-linux", "pgrep": "procps"}


def pytest_sessionstart():
    """Ends the run, as failed, when it cannot test anything."""
    missing = [f"{tool}, which comes with {package}" for tool, package in TOOLS.items() if not shutil.which(tool)]
    missing += [f"{BINARIES / name}, which `swift build` makes" for name in ("haosd", "haosh")
                if not os.access(BINARIES / name, os.X_OK)]
    if os.geteuid() != 0:
        missing.append("the rights of root, to make network namespaces")
    if missing:
        pytest.exit("the end-to-end tests cannot run; they lack:\n  " + "\n  ".join(missing), returncode=1)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """A failed test shows what its home agent has logged last, and the state of its namespace."""
    report = (yield).get_result()
    if report.failed:
        for laboratory in item.funcargs.values():
            if isinstance(laboratory, Laboratory) and laboratory.daemon.log_file.exists():
                node = laboratory.topology.home_agent
                state = [node.run("ip", "-6", what) for what in ("address", "route", "neighbor")]
                report.sections.append(("haosd", "\n".join([laboratory.daemon.log[-4000:], *state])))


@pytest.fixture(scope="session")
def binaries():
    """The folder with haosd and haosh."""
    return BINARIES


@pytest.fixture(scope="session")
def home_agent(binaries):
    """One home agent for all tests that need nothing special of it; they take home addresses of their own."""
    with HomeAgent(binaries) as agent:
        yield agent


@pytest.fixture
def mobile_node(home_agent):
    """A mobile node nobody knows yet, on the first access link."""
    node = home_agent.fresh_mobile_node()
    yield node
    node.station.close()
    assert not node.complaints


@pytest.fixture
def registered(home_agent):
    """A registered mobile node on the first access link."""
    node = home_agent.registered_mobile_node()
    yield node
    node.station.close()
    assert not node.complaints


@pytest.fixture
def another(home_agent):
    """A second one."""
    node = home_agent.registered_mobile_node()
    yield node
    node.station.close()
    assert not node.complaints


@pytest.fixture
def vector_node(home_agent):
    """The mobile node that the vectors are of, not registered by anything but the vectors."""
    node = home_agent.mobile_node(VECTOR_HOME, VECTOR_KEY, spi=0x100)
    node.move(ACCESS1)
    assert node.care_of_address == VECTOR_CARE_OF
    yield node
    node.station.close()


@pytest.fixture(scope="session")
def neighbor(home_agent):
    """A station on the home link."""
    return home_agent.topology.station(HOME, HOME.address("50"))


@pytest.fixture(scope="session")
def correspondent(home_agent):
    """A station far away."""
    return home_agent.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))


@pytest.fixture(scope="session")
def attacker(home_agent):
    """A station next to the home agent, which can send it anything."""
    return Doorstep(home_agent)
