"""The shell from outside: exit codes, sessions, JSON, and a person at the prompt."""

import json
import re

import pexpect
import pytest

from Lab.topology import ACCESS2, HOME_AGENT_ADDRESS


def code(home_agent, *commands, **options):
    return home_agent.daemon.shell(*commands, **options).returncode


def test_0_when_done(home_agent):
    done = home_agent.daemon.shell("show version")
    assert done.returncode == 0 and done.stdout.strip()


def test_1_when_refused(home_agent):
    """Well said, but against what is configured already: the address is another interface's."""
    done = home_agent.daemon.shell(
        "enable", "configure terminal", "interface wan0", f"ipv6 address {HOME_AGENT_ADDRESS}/64")
    assert done.returncode == 1
    assert HOME_AGENT_ADDRESS in done.stderr and "home0" in done.stderr, "it says why"


def test_2_for_syntax(home_agent):
    done = home_agent.daemon.shell("show ipv6 mobil3 binding")
    assert done.returncode == 2
    assert "^" in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["frobnicate", "show", "show ipv6 mobile", "clear ipv6 mobile binding"])
def test_2_for_unknown_and_incomplete_commands(home_agent, command):
    assert code(home_agent, command) == 2


def test_3_when_the_daemon_is_not_reachable(home_agent, tmp_path):
    daemon = home_agent.daemon
    there, daemon.control_socket = daemon.control_socket, tmp_path / "nobody"
    try:
        done = daemon.shell("show version")
    finally:
        daemon.control_socket = there
    assert done.returncode == 3
    assert str(tmp_path / "nobody") in done.stderr


def test_commands_of_one_call_share_a_session(home_agent):
    output = home_agent.daemon.ask("enable", "configure terminal", "hostname HA7", "end", "show running-config")
    assert re.search("^hostname HA7$", output, re.MULTILINE)
    home_agent.daemon.ask("enable", "configure terminal", "hostname HA1")


def test_the_first_failure_ends_the_session(home_agent):
    done = home_agent.daemon.shell("enable", "configure terminal", "frobnicate", "hostname HA8")
    assert done.returncode == 2
    assert "HA8" not in home_agent.daemon.ask("enable", "show running-config")


def test_commands_from_a_file(home_agent, tmp_path):
    script = tmp_path / "commands"
    script.write_text("show version\nshow ipv6 mobile binding\n")
    assert code(home_agent, arguments=["-f", script]) == 0
    script.write_text("show version\nfrobnicate\n")
    assert code(home_agent, arguments=["-f", script]) == 2


def test_abbreviations(home_agent, registered):
    assert registered.home_address in home_agent.daemon.ask("sh ipv6 mob bind")


def test_a_line_typed_is_in_force_and_no_takes_it_back(home_agent):
    node = home_agent.topology.home_agent

    def configured(line):
        home_agent.daemon.ask("enable", "configure terminal", "interface wan0", line, "end")
        return node.run("ip", "-6", "address", "show", "dev", "wan0")

    assert "2001:db8:42::1/64" in configured("ipv6 address 2001:db8:42::1/64")
    assert "2001:db8:42::1/64" not in configured("no ipv6 address 2001:db8:42::1/64")
    home_agent.assert_alive()


def test_a_host_group_made_at_the_prompt_serves_at_once(home_agent):
    """Added while it runs, and taken away again: then its node is a stranger."""
    address, key = "2001:db8:1::b1", bytes([7] * 16)
    node = home_agent.mobile_node(address, key, spi=0x2001)
    node.move(ACCESS2)
    home_agent.daemon.ask(
        "enable", "configure terminal", "ipv6 mobile home-agent", "host group late", f"address {address}",
        f"authentication spi hex 2001 key hex {key.hex()}", "end")
    assert node.register().status == 0
    home_agent.daemon.ask("enable", "configure terminal", "ipv6 mobile home-agent", "no host group late", "end")
    assert node.exchange(node.binding_update(), 0.5) is None
    home_agent.assert_alive()


def test_a_refused_line_changes_nothing(home_agent):
    before = home_agent.daemon.ask("enable", "show running-config")
    done = home_agent.daemon.shell(
        "enable", "configure terminal", "interface home0", "ipv6 mobile home-agent preference 70000")
    assert done.returncode in (1, 2) and (done.stderr + done.stdout).strip()
    assert home_agent.daemon.ask("enable", "show running-config") == before


def test_json_documents_carry_a_schema_version(home_agent):
    for command in ("show ipv6 mobile binding | json", "show ipv6 mobile traffic | json"):
        assert "schema" in json.loads(home_agent.daemon.ask(command))


def test_json_uses_the_pinned_names(home_agent, registered):
    registered.move(ACCESS2)
    assert registered.register().status == 0
    binding = home_agent.binding(registered.home_address)
    assert {
        "homeAddress", "careOfAddress", "homeAgent", "type", "state", "sequence", "lifetimeGranted",
        "lifetimeRemaining", "flags", "interface", "packetsTunnelled", "octetsTunnelled"} <= binding.keys()
    for name in ("sequence", "lifetimeGranted", "lifetimeRemaining", "packetsTunnelled", "octetsTunnelled"):
        assert isinstance(binding[name], int)


def test_one_binding_can_be_asked_for(home_agent, registered, another):
    output = home_agent.daemon.ask(f"show ipv6 mobile binding home-address {registered.home_address} | json")
    assert [binding["homeAddress"] for binding in json.loads(output)["bindings"]] == [registered.home_address]


def test_the_mobile_switch_stops_and_starts_everything(home_agent, registered):
    def configure(line):
        home_agent.daemon.ask("enable", "configure terminal", line)

    configure("no ipv6 mobile")
    try:
        assert registered.exchange(registered.binding_update(), 0.5) is None
    finally:
        configure("ipv6 mobile")
    assert registered.register().status == 0


@pytest.fixture
def prompt(home_agent):
    """A person at the prompt."""
    child = pexpect.spawn(home_agent.daemon.shell_arguments()[0], home_agent.daemon.shell_arguments()[1:],
                          encoding="utf-8", timeout=5, dimensions=(40, 120))
    child.expect(r"HA1[>#]")
    yield child
    child.close(force=True)


def test_a_person_at_the_prompt(prompt):
    prompt.sendline("enable")
    prompt.expect("HA1#")
    prompt.sendline("configure terminal")
    prompt.expect(r"HA1\(config\)#")
    prompt.sendline("ipv6 mobile home-agent")
    prompt.expect(r"HA1\(config-ha\)#")
    prompt.sendline("end")
    prompt.expect("HA1#")
    prompt.sendline("exit")
    prompt.expect(pexpect.EOF)


def test_a_question_mark_helps(prompt):
    prompt.send("show ipv6 mobile ?")
    prompt.expect("binding")
    prompt.expect("traffic")
    prompt.expect(r"HA1[>#]\s?show ipv6 mobile ")


def test_an_error_has_a_caret_and_the_prompt_comes_back(prompt):
    prompt.sendline("show ipv6 mobil3")
    prompt.expect(r"\^")
    prompt.expect(r"HA1[>#]")


def test_control_c_does_not_end_the_shell(prompt):
    prompt.send("show ipv6 mob")
    prompt.sendintr()
    prompt.expect(r"HA1[>#]")
    prompt.sendline("show version")
    prompt.expect(r"HA1[>#]")
    assert prompt.isalive()
