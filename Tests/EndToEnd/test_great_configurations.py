"""A configuration of many lines, and a long audit trail: whatever is done with them, others have their turn."""

import json
import threading
import time

import pytest

from Lab.laboratory import Laboratory
from support import CONFIGURATION

LINES = 20_000
#: Milliseconds that somebody else may have to wait for a short answer: many times what it takes, for a busy machine.
PATIENCE = 500


def great(lines, last):
    body = "".join(f"ipv6 prefix-list P seq {n} permit 2001:db8:{n:x}::/48\n" for n in range(1, lines))
    return CONFIGURATION.replace("end\n", body + f"ipv6 prefix-list P seq {lines} permit {last}\nend\n")


@pytest.fixture(scope="module")
def daemon(binaries):
    with Laboratory(binaries) as laboratory:
        yield laboratory.daemon.configure(great(LINES, "2001:db8::/32")).start(timeout=60)


def waits(daemon, *commands):
    """Executes commands, and asks for the time meanwhile; what they print, and the milliseconds that each answer took."""
    result, took = [], []
    worker = threading.Thread(target=lambda: result.append(daemon.ask(*commands)))
    worker.start()
    while worker.is_alive():
        began = time.monotonic()
        daemon.ask("show clock")
        took.append(1000 * (time.monotonic() - began))
    worker.join()
    return result[0], took


@pytest.mark.parametrize("command", [
    "show archive config differences {file}", "configure replace {file} list force", "copy running-config startup-config"])
def test_nobody_waits_for_a_great_configuration(daemon, tmp_path, command):
    file = tmp_path / "other"
    file.write_text(great(LINES, "2001:db9::/32"))
    before = longest_turn(daemon)
    shown, took = waits(daemon, command.format(file=file))
    if "differences" in command:
        assert "\n-ipv6 prefix-list P seq 20000 permit 2001:db9::/32\n" in shown
        assert len(shown.splitlines()) == 3
    assert len(took) > 3, "it takes long enough to see"
    assert sorted(took)[len(took) * 9 // 10] < PATIENCE, took
    assert longest_turn(daemon) <= max(before, 1000 * PATIENCE)


def longest_turn(daemon):
    """The longest work of the event loop between two waits, in microseconds."""
    return json.loads(daemon.ask("show processes | json"))["eventLoop"]["longestTurn"]


def test_a_long_audit_trail_is_continued(daemon):
    """Of five full files the last entries are read, and no more."""
    daemon.stop()
    entry = (daemon.state_directory / "audit").read_text().splitlines()[-1]
    for name in ("audit", "audit.1", "audit.2", "audit.3", "audit.4"):
        lines = (entry.replace('"root"', f'"{name}-{n}"') + "\n" for n in range((4 << 20) // len(entry)))
        (daemon.state_directory / name).write_text("".join(lines))
    daemon.configure(CONFIGURATION).start()
    records = json.loads(daemon.ask("show audit | json"))["records"]
    assert len(records) == 5000
    users = [record["user"] for record in records]
    assert all(user.startswith("audit-") for user in users[:-20]), "the newest file has them all"
    assert users[-1] == "root"
