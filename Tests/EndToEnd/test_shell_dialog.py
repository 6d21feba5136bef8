"""A person at the prompt of a real daemon: questions, keys, paste, pages."""

import shlex

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


def test_output_is_paged_and_can_be_broken_off(prompt, home_agent):
    home_agent.daemon.ask("enable", "configure terminal", *[
        f"ipv6 prefix-list paged seq {n} permit 2001:db8:{n:x}::/48" for n in range(1, 101)])
    prompt.sendline("show ipv6 prefix-list paged")
    prompt.expect("--More--")
    prompt.send(" ")
    prompt.expect("--More--")
    prompt.send("q")
    prompt.expect("HA1#")
    assert "seq 100 " not in prompt.before
    prompt.sendline("show ipv6 prefix-list paged | include seq 100")
    prompt.expect("seq 100 permit")
    prompt.expect("HA1#")
    home_agent.daemon.ask("enable", "configure terminal", "no ipv6 prefix-list paged")


def test_scripts_are_never_paged(home_agent):
    """Also with a terminal: `haosh -c` prints all there is."""
    arguments = home_agent.daemon.shell_arguments("-c", "enable", "-c", "show running-config")
    output, status = pexpect.run(shlex.join(arguments), withexitstatus=True, encoding="utf-8", timeout=10)
    assert status == 0 and "--More--" not in output and output.rstrip().endswith("end")


def test_redirect_writes_into_the_routers_own_folder(home_agent):
    daemon = home_agent.daemon
    daemon.ask("enable", "show running-config | section home0 | redirect home0.txt")
    written = (daemon.state_directory / "files" / "home0.txt").read_text()
    assert written.startswith("interface home0\n ipv6 address ")
    assert "<removed>" not in written and "wan0" not in written
    daemon.ask("enable", "show running-config | include hostname | append home0.txt")
    assert (daemon.state_directory / "files" / "home0.txt").read_text() == written + "hostname HA1\n"
    assert daemon.shell("enable", "show version | redirect /tmp/evil").returncode == 2
    assert daemon.shell("enable", "show version | redirect ../evil").returncode == 2
    assert daemon.ask("enable", "show version | tee version.txt") == (
        daemon.state_directory / "files" / "version.txt").read_text()


def test_a_great_output_is_not_redirected_by_halves(home_agent):
    """More than a file may have: refused, and nothing is written."""
    daemon = home_agent.daemon
    node = home_agent.daemon.state_directory / "files"
    node.mkdir(exist_ok=True)
    (node / "big").write_text(("x" * 1023 + "\n") * 4096)
    assert daemon.shell("enable", "show version | append big").returncode == 1
    assert (node / "big").stat().st_size == 4 << 20
    (node / "big").unlink()


def configure(home_agent, *lines):
    home_agent.daemon.ask("enable", "configure terminal", *lines)


def test_an_idle_session_is_ended(home_agent):
    configure(home_agent, "line vty 0 100", "exec-timeout 0 1")
    try:
        arguments = home_agent.daemon.shell_arguments()
        child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=10)
        child.expect("HA1>")
        child.expect("the session is over")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    finally:
        configure(home_agent, "no line vty 0 100")


def test_what_a_line_says_reaches_a_session_that_is_there(prompt, home_agent):
    configure(home_agent, "line vty 0 100", "length 5")
    try:
        prompt.sendline("show version | count HAOS")
        prompt.expect("1 line")
        prompt.expect("HA1#")
        prompt.sendline("show running-config")
        prompt.expect("--More--")
        assert prompt.before.count("\n") <= 6
        prompt.send("q")
        prompt.expect("HA1#")
        prompt.sendline("terminal length 0")
        prompt.expect("HA1#")
        prompt.sendline("show running-config")
        prompt.expect("\nend\r\n")
    finally:
        configure(home_agent, "no line vty 0 100")


def test_banners_and_aliases_come_through_files_and_restarts(binaries):
    from support import HomeAgent
    with HomeAgent(binaries) as agent:
        agent.daemon.shell(
            "enable", "configure terminal", "banner motd #Mind the gap.", "", " ! indented", "#",
            "alias exec gap show version | count HAOS", "end", "write memory")
        assert "banner motd ^C\nMind the gap.\n\n ! indented\n^C\n" in agent.daemon.startup_config.read_text()
        agent.daemon.stop()
        agent.daemon.start()
        assert agent.daemon.ask("gap") == "1 line\n"
        arguments = agent.daemon.shell_arguments()
        child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=10)
        child.expect("Mind the gap.\r\n\r\n ! indented\r\n")
        child.expect("HA1>")
        child.close(force=True)
