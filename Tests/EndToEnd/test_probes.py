"""`ping` and `traceroute` by the daemon, over the laboratory's routers."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pexpect
import pytest

from Lab.topology import CORRESPONDENT_ADDRESS, WAN

ROUTER = WAN.router
EXCLAMATION = "!!!!!\nSuccess rate is 100 percent (5/5), round-trip min/avg/max = "


def ask(home_agent, *commands):
    return home_agent.daemon.ask(*commands)


def test_five_packets_are_answered(home_agent):
    output = ask(home_agent, f"ping {CORRESPONDENT_ADDRESS}")
    assert output.startswith(f"Sending 5, 100-byte ICMP Echos to {CORRESPONDENT_ADDRESS}, timeout is 2 seconds:\n")
    assert EXCLAMATION in output and re.search(r"= \d+/\d+/\d+ ms\n$", output)


def test_size_and_repeat(home_agent):
    """What is larger than a link is sent in fragments."""
    for size in (48, 1500, 18024):
        result = json.loads(ask(home_agent, f"ping ipv6 {CORRESPONDENT_ADDRESS} repeat 7 size {size} | json"))
        assert (result["sent"], result["received"], result["successRate"]) == (7, 7, 100)
        assert 0 < result["roundTripMinimum"] <= result["roundTripAverage"] <= result["roundTripMaximum"] < 2000


def test_the_source_is_as_it_is_asked_for(home_agent):
    result = json.loads(ask(home_agent, f"ping {CORRESPONDENT_ADDRESS} source 2001:db8:1::1 repeat 1 | json"))
    assert (result["source"], result["received"]) == ("2001:db8:1::1", 1)
    result = json.loads(ask(home_agent, f"ping {CORRESPONDENT_ADDRESS} source home0 repeat 1 | json"))
    assert (result["source"], result["received"]) == ("2001:db8:1::1", 1)


def test_a_link_local_address_needs_an_interface(home_agent):
    core = json.loads(home_agent.topology.core.run("ip", "-j", "-6", "address", "show", "dev", "wan", "scope", "link"))
    address = next(a["local"] for entry in core for a in entry.get("addr_info", []) if a.get("scope") == "link")
    assert EXCLAMATION in ask(home_agent, f"ping {address} source wan0")
    done = home_agent.daemon.shell(f"ping {address}")
    assert done.returncode == 1 and "source" in done.stderr


def test_silence_takes_its_time(home_agent):
    home_agent.topology.core.run("ip", "-6", "route", "add", "blackhole", "2001:db8:6::/48")
    try:
        start = time.monotonic()
        output = ask(home_agent, "ping 2001:db8:6::1 repeat 2 timeout 1")
        assert "\n..\nSuccess rate is 0 percent (0/2)\n" in output
        assert 2 <= time.monotonic() - start < 4
    finally:
        home_agent.topology.core.run("ip", "-6", "route", "del", "blackhole", "2001:db8:6::/48")


def test_a_router_that_has_no_route_says_so(home_agent):
    assert "\nU\nSuccess rate is 0 percent (0/1)" in ask(home_agent, "ping 2001:db8:6::1 repeat 1")


@pytest.mark.parametrize("command, reason", [
    ("ping ff0e::1", "source"), ("ping no-such-name.invalid", "no IPv6 address"),
    ("ping 2001:db8:f::2 source 2001:db8:9999::1", "2001:db8:9999::1"), ("ping 2001:db8:f::2 source eth77", "eth77"),
    ("traceroute no-such-name.invalid", "no IPv6 address")])
def test_what_cannot_be_sent_is_refused(home_agent, command, reason):
    done = home_agent.daemon.shell(command)
    assert done.returncode == 1 and reason in done.stderr, done


def test_the_route_is_traced(home_agent):
    output = ask(home_agent, f"traceroute {CORRESPONDENT_ADDRESS}")
    lines = output.splitlines()
    assert lines[0].startswith(f"Tracing the route to {CORRESPONDENT_ADDRESS}")
    assert re.fullmatch(rf"  1 {ROUTER}( \d+ msec){{3}}", lines[1])
    assert re.fullmatch(rf"  2 {CORRESPONDENT_ADDRESS}( \d+ msec){{3}}", lines[2])
    assert len(lines) == 3
    route = json.loads(ask(home_agent, f"traceroute ipv6 {CORRESPONDENT_ADDRESS} probe 1 ttl 2 5 | json"))
    assert route["isReached"] and [hop["hop"] for hop in route["hops"]] == [2]


def test_an_end_that_is_no_destination_is_marked(home_agent):
    output = ask(home_agent, "traceroute 2001:db8:6::1 probe 1")
    assert re.search(rf"^  1 {ROUTER} \d+ msec !U$", output, re.MULTILINE)
    assert len(output.splitlines()) == 2


def test_many_at_once_while_nodes_register(home_agent):
    """Each has its own answers; the protocol goes on."""
    def probe(number):
        repeat = 20 + number
        result = json.loads(ask(home_agent, f"ping {CORRESPONDENT_ADDRESS} repeat {repeat} | json"))
        return (result["sent"], result["received"]) == (repeat, repeat)

    with ThreadPoolExecutor(12) as pool:
        probes = pool.map(probe, range(12))
        home_agent.assert_alive()
        assert all(probes)


def test_symbols_come_one_by_one_and_ctrl_c_ends_it(home_agent):
    arguments = home_agent.daemon.shell_arguments()
    child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=5, dimensions=(40, 120))
    try:
        child.expect(r"HA1[>#]")
        child.sendline(f"ping {CORRESPONDENT_ADDRESS} repeat 2147483647")
        child.expect_exact("!!!!")
        child.expect_exact("!!!!")
        child.send("\x03")
        child.expect(r"HA1[>#]")
        child.sendline("show clock")
        child.expect(r"\d\d:\d\d:\d\d\.\d\d\d ")
        child.expect(r"HA1[>#]")
    finally:
        child.close(force=True)


def test_a_ping_whose_shell_goes_away_ends(home_agent):
    """Its socket is closed: the kernel lists raw sockets."""
    def sockets():
        return [line for line in home_agent.topology.home_agent.run("cat", "/proc/net/raw6").splitlines()[1:]
                if line.split()[1].endswith(":003A")]

    before = len(sockets())
    arguments = home_agent.daemon.shell_arguments("-c", f"ping {CORRESPONDENT_ADDRESS} repeat 2147483647")
    child = pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=5)
    child.expect_exact("!!!!")
    assert len(sockets()) == before + 1
    child.kill(9)
    child.close(force=True)
    deadline = time.monotonic() + 3
    while len(sockets()) > before:
        assert time.monotonic() < deadline, "the socket stays open"
        time.sleep(0.05)
