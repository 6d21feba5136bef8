"""The life of configurations, with a daemon that is killed in it: what is confirmed, saved, archived, taken back."""

import json
import random
import re
import shutil
import time

import pexpect
import pytest

from Lab.laboratory import Laboratory
from support import CONFIGURATION, eventually

LOCKED = 5


@pytest.fixture(scope="module")
def laboratory(binaries):
    """A network with a home agent that tests stop, kill and start as they like."""
    with Laboratory(binaries) as laboratory:
        yield laboratory


@pytest.fixture
def daemon(laboratory):
    """Its daemon, begun anew: with nothing remembered and the usual startup-config."""
    daemon = laboratory.daemon
    daemon.stop()
    shutil.rmtree(daemon.state_directory, ignore_errors=True)
    daemon.configure(CONFIGURATION).start()
    yield daemon
    daemon.stop()


def host_name(daemon):
    """The host name in force."""
    return re.search("^hostname (.*)$", daemon.ask("show running-config"), re.MULTILINE)[1]


def crash(daemon):
    """Kills the daemon and starts it again."""
    daemon.kill()
    daemon.start()


def test_a_crash_takes_an_unconfirmed_change_back(daemon):
    daemon.ask("configure terminal revert timer 5", "hostname NEW", "interface wan0", "ipv6 nd ra-interval 77")
    assert host_name(daemon) == "NEW"
    crash(daemon)
    text = daemon.ask("show running-config")
    assert "hostname HA1\n" in text and "ra-interval 77" not in text
    assert "%CONFIG-5-ROLLBACK" in daemon.log
    assert daemon.shell("configure confirm").returncode == 1, "nothing waits any more"


def test_a_crash_before_the_first_line_is_no_worse(daemon):
    daemon.ask("configure terminal", "hostname SECOND", "end", "configure terminal revert timer 5")
    crash(daemon)
    assert host_name(daemon) == "SECOND", "what was in force before the change, though it was never saved"
    crash(daemon)
    assert host_name(daemon) == "HA1", "which was taken back once, and after that the startup-config counts"


def test_a_clean_end_takes_it_back_too(daemon):
    daemon.ask("configure terminal revert timer 5", "hostname NEW")
    daemon.stop()
    daemon.start()
    assert host_name(daemon) == "HA1"


def test_a_confirmed_change_stays(daemon):
    daemon.ask("configure terminal revert timer 5", "hostname NEW", "end", "configure confirm", "write memory")
    crash(daemon)
    assert host_name(daemon) == "NEW"


def test_nothing_unconfirmed_is_saved(daemon):
    daemon.ask("configure terminal revert timer 5", "hostname NEW")
    before = daemon.startup_config.read_text()
    for command in ("write memory", "copy running-config startup-config"):
        assert daemon.shell(command).returncode == 1
    assert daemon.startup_config.read_text() == before


def test_revert_now(daemon):
    daemon.ask("configure terminal revert timer 5", "hostname NEW", "end", "configure revert now")
    assert host_name(daemon) == "HA1"
    assert daemon.shell("configure revert now").returncode == 1


def test_replace_takes_away_what_the_file_does_not_have(daemon, tmp_path):
    file = tmp_path / "small"
    file.write_text("hostname SMALL\nipv6 mobile\nend\n")
    daemon.ask(f"configure replace {file} force time 5")
    text = daemon.ask("show running-config")
    assert "hostname SMALL" in text and "host group" not in text and "interface" not in text
    timer = json.loads(daemon.ask("show archive config rollback timer | json"))
    assert 290 < next(value["secondsRemaining"] for value in timer.values() if isinstance(value, dict)) <= 300
    crash(daemon)
    text = daemon.ask("show running-config")
    assert "hostname HA1" in text and "host group everybody" in text
    daemon.ask(f"configure replace {file} force")
    daemon.ask("configure replace startup-config force")
    assert daemon.ask("show running-config") == text


def test_a_wrong_file_changes_nothing(daemon, tmp_path):
    file = tmp_path / "wrong"
    file.write_text("hostname GOOD\ninterface wan0\n ipv6 address nonsense\n ipv6 mobile home-agent preference 70000\n")
    before = daemon.ask("show running-config")
    for command in (f"configure replace {file} force", f"copy {file} running-config", f"copy {file} startup-config"):
        done = daemon.shell(command)
        assert done.returncode == 1
        assert "Line 3" in done.stderr and "Line 4" in done.stderr and "^" in done.stderr, done.stderr
    assert daemon.ask("show running-config") == before
    assert daemon.startup_config.read_text() == CONFIGURATION


def test_a_merge_keeps_what_the_file_does_not_name(daemon, tmp_path):
    file = tmp_path / "more"
    file.write_text("ipv6 mobile binding max 7\n")
    daemon.ask(f"copy {file} running-config atomic")
    text = daemon.ask("show running-config")
    assert "ipv6 mobile binding max 7" in text and "host group everybody" in text


def test_saved_is_what_is_in_force(daemon):
    daemon.ask("configure terminal", "hostname NEW", "ipv6 prefix-list A permit 2001:db8:2::/48 le 64", "end", "write")
    before = daemon.ask("show running-config")
    crash(daemon)
    assert daemon.ask("show running-config") == before
    assert daemon.check().returncode == 0


def test_a_save_that_is_killed_leaves_a_whole_file(daemon):
    """Killed somewhere in the middle of saving one of two configurations again and again."""
    for round in range(12):
        saver = pexpect.spawn(daemon.shell_arguments()[0], daemon.shell_arguments()[1:], echo=False)
        saver.sendline("enable")
        for number in range(40):
            saver.sendline("configure terminal")
            saver.sendline(f"hostname R{round}N{number}")
            saver.sendline("end")
            saver.sendline("write memory")
        time.sleep(random.uniform(0.02, 0.4))
        daemon.kill()
        saver.close(force=True)
        checked = daemon.check()
        assert checked.returncode == 0, checked.stderr
        text = daemon.startup_config.read_text()
        assert text == CONFIGURATION or text.endswith("\nend\n") and "host group everybody" in text
        daemon.start()
        assert host_name(daemon) == re.search("^hostname (.*)$", text, re.MULTILINE)[1]


def test_erased_and_begun_anew(daemon):
    daemon.ask("erase startup-config")
    assert daemon.ask("show running-config").startswith("!\nhostname HA1\n"), "what is in force stays"
    assert daemon.shell("show startup-config").returncode == 1
    process = daemon.process.pid
    assert daemon.shell("reload").returncode == 0
    eventually(lambda: daemon.shell("show version").returncode == 0 and "hostname" not in daemon.ask(
        "show running-config"), "it does not come back with nothing configured", timeout=20)
    assert daemon.process.pid == process and daemon.process.poll() is None


def test_reload_takes_the_saved_configuration(daemon):
    daemon.ask("configure terminal", "hostname LOST", "end", "reload")
    eventually(lambda: daemon.shell("show version").returncode == 0 and host_name(daemon) == "HA1",
               "it does not come back as it was saved", timeout=20)


def test_reloads_that_are_to_come(daemon):
    assert daemon.shell("reload cancel").returncode == 1
    daemon.ask("reload in 1:30 for the new kernel")
    shown = json.loads(daemon.ask("show reload | json"))
    assert 5390 < next(value["secondsRemaining"] for value in shown.values() if isinstance(value, dict)) <= 5400
    assert "for the new kernel" in daemon.ask("show reload")
    daemon.ask("reload cancel")
    assert "for the new kernel" not in daemon.ask("show reload")
    assert daemon.shell("reload cancel").returncode == 1


def test_no_reload_into_a_wrong_configuration(daemon):
    daemon.configure("interface wan0\n ipv6 address nonsense\n")
    done = daemon.shell("reload")
    assert done.returncode == 1 and "Line 2" in done.stderr
    assert host_name(daemon) == "HA1"


def test_the_archive_keeps_the_newest(daemon, tmp_path):
    daemon.ask("configure terminal", "archive", f"path {tmp_path}/kept", "maximum 3", "write-memory")
    for number in range(5):
        daemon.ask("configure terminal", f"hostname N{number}", "end", "write memory")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept-3", "kept-4", "kept-5"]
    assert "hostname N4" in (tmp_path / "kept-5").read_text()
    assert f"{tmp_path}/kept-5" in daemon.ask("show archive")
    differences = daemon.ask(f"show archive config differences {tmp_path}/kept-4 {tmp_path}/kept-5")
    assert "-hostname N3" in differences and "+hostname N4" in differences
    daemon.ask(f"configure replace {tmp_path}/kept-3 force")
    assert host_name(daemon) == "N2"
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir()), "keys are in it"


def test_one_session_has_it_to_itself(daemon):
    """Until it leaves configuration, or is gone."""
    holder = pexpect.spawn(daemon.shell_arguments()[0], daemon.shell_arguments()[1:], echo=False, timeout=5)
    holder.sendline("enable")
    holder.sendline("configure exclusive")
    holder.expect(re.escape("HA1(config)#"))
    for command in (["configure terminal"], ["copy startup-config running-config"],
                    ["configure replace startup-config force"]):
        assert daemon.shell(*command).returncode == LOCKED
    assert daemon.shell("show running-config").returncode == 0
    holder.sendline("hostname MINE")
    holder.expect(re.escape("MINE(config)#"))
    holder.sendline("end")
    holder.expect("MINE#")
    daemon.ask("configure terminal", "hostname FREE")
    holder.sendline("configure terminal lock")
    holder.expect(re.escape("FREE(config)#"))
    assert daemon.shell("configure terminal").returncode == LOCKED
    holder.close(force=True)
    eventually(lambda: daemon.shell("configure terminal", "hostname GONE").returncode == 0, "the lock outlives its session")
