"""`make lab` and `make lab-check` as a person runs them, and that they clean up after themselves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from Lab import namespace
from Lab.workspace import RUNTIME_DIRECTORY
from support import eventually

ROOT = Path(__file__).parent.parent.parent
LAB = [sys.executable, "-m", "Lab"]


@pytest.fixture
def environment(binaries):
    """The binaries under test, for a laboratory in a process of its own."""
    return os.environ | {"HAOS_BIN": str(binaries), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(autouse=True)
def nothing_left():
    """No test of a laboratory leaves anything of it."""
    before = traces()
    yield
    eventually(lambda: traces() == before, "something is left of the laboratory", timeout=10)


def traces():
    return sorted(namespace.names()), sorted(RUNTIME_DIRECTORY.glob("haoslab*"))


def test_lab_check_passes(environment):
    done = subprocess.run([*LAB, "--check"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("HA1#show ipv6 mobile binding") == 3


def test_two_laboratories_at_once(environment):
    both = [subprocess.Popen([*LAB, "--check"], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(outputs)


def test_a_person_ends_up_at_the_prompt(environment):
    child = pexpect.spawn(LAB[0], LAB[1:], cwd=ROOT, env=environment, encoding="utf-8", timeout=60)
    child.expect("You are at the home agent's prompt")
    child.expect("HA1[>#]")
    child.sendline("show ipv6 mobile binding")
    child.expect("2001:db8:2::100")
    child.sendintr()
    child.expect("HA1[>#]")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_interrupted_in_the_middle(environment, end):
    process = subprocess.Popen(LAB, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    while "goes abroad" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(end)
    process.communicate(timeout=20)
    assert process.returncode != 0


def test_the_next_laboratory_removes_what_a_killed_one_left(environment):
    before = traces()
    process = subprocess.Popen(LAB, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    while "goes abroad" not in process.stdout.readline():
        assert process.poll() is None
    process.kill()
    process.communicate(timeout=20)
    assert traces() != before, "it had no time to clean up"
    subprocess.run([*LAB, "--check"], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    assert traces() == before


def test_without_rights_it_says_so(environment):
    done = subprocess.run(LAB, cwd=ROOT, env=environment, user=65534, capture_output=True, text=True)
    assert done.returncode != 0 and "root" in done.stderr
