"""`make lab` and `make lab-check` as a person runs them, and that they clean up after themselves."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from Lab import namespace
from Lab.workspace import RUNTIME_DIRECTORY

ROOT = Path(__file__).parent.parent.parent
LAB = [sys.executable, "-m", "Lab"]


@pytest.fixture
def environment(binaries):
    """The binaries under test, for a laboratory in a process of its own."""
    return os.environ | {"HAOS_BIN": str(binaries), "PYTHONUNBUFFERED": "1"}


def traces(output):
    """What there is of the laboratories that an output tells of."""
    laboratories = re.findall(r"^== The laboratory is (\w+)", output, re.MULTILINE)
    assert laboratories
    return [name for name in [*namespace.names(), *map(str, RUNTIME_DIRECTORY.iterdir())]
            if any(laboratory in name for laboratory in laboratories)]


def begun(environment):
    """A laboratory in the middle of its story, and what it has told so far."""
    # What runs in a shell's background ignores interrupts, and passes that on.
    process = subprocess.Popen(LAB, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    output = ""
    while "goes abroad" not in output:
        line = process.stdout.readline()
        assert line, f"it ended early:\n{output}"
        output += line
    return process, output


def check(environment):
    """Runs the check; returns what it told."""
    done = subprocess.run([*LAB, "--check"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_lab_check_passes(environment):
    output = check(environment)
    # Three in each of the two stories.
    assert output.count("HA1>show ipv6 mobile binding") == 6
    assert not traces(output)


def test_two_laboratories_at_once(environment):
    both = [subprocess.Popen([*LAB, "--check"], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(outputs)
    assert not traces("".join(outputs))


def test_a_person_ends_up_at_the_prompt(environment):
    told = io.StringIO()
    child = pexpect.spawn(LAB[0], LAB[1:], cwd=ROOT, env=environment, encoding="utf-8", timeout=60)
    child.logfile_read = told
    child.expect("You are at the home agent's prompt")
    child.expect("HA1[>#]")
    child.sendline("show ipv6 mobile binding")
    child.expect("via 2001:db8:2:")
    child.sendintr()
    child.expect("HA1[>#]")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert not traces(told.getvalue().replace("\r", ""))


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_interrupted_in_the_middle(environment, end):
    process, output = begun(environment)
    assert traces(output)
    process.send_signal(end)
    process.communicate(timeout=20)
    assert process.returncode != 0
    assert not traces(output)


def test_the_next_laboratory_removes_what_a_killed_one_left(environment):
    process, output = begun(environment)
    process.kill()
    process.communicate(timeout=20)
    assert traces(output), "it had no time to clean up"
    check(environment)
    assert not traces(output)


def test_without_rights_it_says_so(environment):
    done = subprocess.run(LAB, cwd=ROOT, env=environment, user=65534, capture_output=True, text=True)
    assert done.returncode != 0 and "root" in done.stderr
