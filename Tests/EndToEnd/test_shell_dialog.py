"""A person at the prompt of a real daemon: questions, keys, paste, pages."""

import pexpect
import pytest


@pytest.fixture
def prompt(home_agent):
    """A person in privileged mode, at a terminal of 24 rows."""
    arguments = home_agent.daemon.shell_arguments()
    child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=10, dimensions=(24, 80))
    child.expect("HA1>")
    child.sendline("enable")
    child.expect("HA1#")
    yield child
    child.close(force=True)


def test_erasing_asks_first(prompt, home_agent):
    before = home_agent.daemon.startup_config.read_text()
    prompt.sendline("erase startup-config")
    prompt.expect(r"\[confirm\]")
    prompt.send("n\r")
    prompt.expect("HA1#")
    assert home_agent.daemon.startup_config.read_text() == before
    prompt.sendline("erase startup-config")
    prompt.expect(r"\[confirm\]")
    prompt.send("\r")
    prompt.expect("Erased")
    prompt.expect("HA1#")
    assert home_agent.daemon.startup_config.read_text() == ""
    home_agent.daemon.startup_config.write_text(before)


def test_reload_offers_to_save_and_can_be_given_up(prompt, home_agent):
    prompt.sendline("configure terminal")
    prompt.expect(r"\(config\)#")
    prompt.sendline("ipv6 mobile binding lifetime 4000")
    prompt.expect(r"\(config\)#")
    prompt.sendline("do reload")
    prompt.expect(r"Save it\? \[yes/no\]: ")
    prompt.send("no\r")
    prompt.expect(r"Reload\? \[confirm\]")
    prompt.sendintr()
    prompt.expect(r"\(config\)#")
    prompt.sendline("no ipv6 mobile binding lifetime")
    prompt.expect(r"\(config\)#")
    home_agent.assert_alive()


def test_a_daemon_that_ends_ends_its_shells(binaries, tmp_path, home_agent):
    """Also while nobody types."""
    from support import HomeAgent
    with HomeAgent(binaries) as agent:
        arguments = agent.daemon.shell_arguments()
        child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=10)
        child.expect("HA1>")
        agent.daemon.stop()
        child.expect("haosd closed the connection")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 3


def test_a_hundred_lines_can_be_pasted(prompt, home_agent):
    lines = [f"ipv6 prefix-list pasted seq {5 * n} permit 2001:db8:{n:x}::/48 le 64" for n in range(1, 101)]
    prompt.send("configure terminal\r" + "".join(line + "\r" for line in lines) + "end\r")
    prompt.expect("pasted seq 500 permit")
    prompt.expect("HA1#")
    shown = home_agent.daemon.ask("enable", "show running-config")
    assert [line for line in shown.splitlines() if "pasted" in line] == lines
    home_agent.daemon.ask("enable", "configure terminal", "no ipv6 prefix-list pasted")
