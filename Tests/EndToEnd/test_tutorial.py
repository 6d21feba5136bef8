"""The first tutorial of the handbook, typed again: at a real terminal, to a real daemon with an empty configuration."""

import os
import re
import shlex
import subprocess

import pexpect
import pytest

from Lab.laboratory import KEY, Laboratory
from Lab.topology import ACCESS1, ACCESS2, HOME, WAN
from conftest import ROOT
from support import eventually

PAGE = ROOT / "Documentation/Handbook/tutorial.md"
#: A block of the page: how it is marked, and its text.
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"HA\w+(?:\([\w-]+\))?[>#]")


class Screen:
    """What a person sees who types at a terminal."""

    def __init__(self, arguments):
        """Opens the shell in a terminal of 24 rows, wide enough for every line."""
        self.child = pexpect.spawn(
            arguments[0], arguments[1:], encoding="utf-8", timeout=10, dimensions=(24, 120),
            env=dict(os.environ, TERM="vt100"))
        #: The last line: the prompt, and what `?` left of a line.
        self.last = self._appears()[1]

    def type(self, line):
        """Types a line, up to `?` or Return, as far as it is not there already; returns it with what appears below."""
        is_question = line.endswith("?")
        assert line.startswith(self.last.rstrip()), f"{line!r} does not go on from {self.last!r}"
        self.child.send(line[len(self.last):] + ("" if is_question else "\r"))
        if line.endswith("#exit") and "(" not in line:
            self.child.expect(pexpect.EOF)
            return line + "\n"
        shown, self.last = self._appears(PROMPT.sub("", line[:-1]) if is_question else "")
        return line + shown[shown.index("\n"):]

    def _appears(self, rest=""):
        """All that appears up to a prompt with the rest of a line behind it; and these two."""
        self.child.expect(rf"(?:^|\n)\r?({PROMPT.pattern}{re.escape(rest)})$")
        return self.child.before.replace("\r", "") + "\n", self.child.match[1]


def blocks(kind):
    """The texts of all blocks that are marked as of a kind."""
    return [text for marked, text in BLOCK.findall(PAGE.read_text()) if marked == kind]


@pytest.fixture(scope="module")
def laboratory(binaries):
    """The laboratory's network, in which the home agent has the interfaces of the page."""
    with Laboratory(binaries) as laboratory:
        topology = laboratory.topology
        topology.home_agent.ip(
            "link set wan0 down", "link set wan0 name eth0 up",
            "link set home0 down", "link set home0 name eth1 address 02:00:00:00:00:01 up")
        topology.core.ip(f"route add 3000:1234:5678::/64 via {WAN.address(1)}")
        laboratory.daemon.configure("").start()
        yield laboratory


@pytest.fixture(scope="module")
def screens(laboratory):
    """What the page shows, block by block, and what appears when it is typed."""
    screen = Screen(laboratory.daemon.shell_arguments())

    def replayed(block):
        typed = [line for line in block.splitlines() if PROMPT.match(line)]
        return "".join(map(screen.type, typed))

    pairs = [(block, replayed(block)) for block in blocks("")]
    screen.child.close()
    if os.environ.get("HAOS_RECORD_TRANSCRIPTS"):
        text = PAGE.read_text()
        for block, shown in pairs:
            text = text.replace(f"```\n{block}```", f"```\n{shown}```", 1)
        PAGE.write_text(text)
    return pairs


def test_every_screen_is_what_appears(screens):
    assert len(screens) > 8
    for block, shown in screens:
        assert shown == block


def test_it_has_the_example_of_the_survey(screens):
    typed = {re.sub(PROMPT, "", line) for block, _ in screens for line in block.splitlines() if PROMPT.match(line)}
    assert {"ipv6 mobile", "interface Ethernet1", "ipv6 address 3000:1234:5678::1/64",
            "ipv6 mobile home-agent enable"} <= typed


def test_every_word_was_shown_before_it_is_typed():
    """By `?`: nobody has to guess. A word that is wrong is the exception."""
    shown = {"now"}
    for line in "".join(blocks("")).splitlines():
        prompt = PROMPT.match(line)
        if not prompt:
            shown |= set(line.split()[:1])
        elif not line.endswith("?"):
            assert set(re.findall(r"(?<= )[a-z][a-z0-9-]+(?= |$)", " " + line[prompt.end():])) <= shown, line


def node(laboratory, identifier, link):
    home_address = f"3000:1234:5678::{identifier}"
    mobile = laboratory.mobile_node(home_address, KEY, home_agent="3000:1234:5678::1")
    mobile.move(link)
    return mobile


def test_the_home_agent_serves_the_mobile_node_where_it_may_be(laboratory, screens):
    """Also after a restart, from what was saved."""
    mobile = node(laboratory, "100", ACCESS1)
    eventually(lambda: mobile.register().status == 0, "the mobile node is not served", timeout=10)
    assert laboratory.binding("3000:1234:5678::100")["careOfAddress"] == ACCESS1.address("100")
    mobile.move(ACCESS2)
    assert mobile.register().status == 129
    before = laboratory.daemon.ask("enable", "show running-config")
    laboratory.daemon.stop()
    laboratory.daemon.start()
    assert laboratory.daemon.ask("enable", "show running-config") == before
    mobile.move(ACCESS1)
    assert mobile.register().status == 0


def test_the_machine_to_try_it_on_is_made_as_written(binaries, tmp_path):
    """In a place of its own: the names of the page may be in use."""
    [preparation] = blocks("sh")
    script = "\n".join([
        "set -eu", "mount -t tmpfs tmpfs /run/netns", preparation.replace("sudo ", "").replace(
            ".build/release/", f"{shlex.quote(str(binaries))}/").rstrip(),
        "trap 'kill $!; wait' EXIT",
        f"for i in $(seq 100); do {binaries}/haosh --control-socket control -c 'show interfaces' && exit; sleep 0.1; done",
        "exit 1"])
    done = subprocess.run(
        ["unshare", "--mount", "bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^(\w+) is", done.stdout, re.MULTILINE) == ["eth0", "eth1", "lo"]
