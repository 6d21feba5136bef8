"""Prefix lists and access lists that decide on registrations, and count: read against what operators expect of them."""

import json
import re

import pytest

from Lab.topology import ACCESS1, ACCESS2
from support import HomeAgent, eventually

PROHIBITED = 129


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent whose filters tests change."""
    with HomeAgent(binaries) as agent:
        yield agent


@pytest.fixture
def configure(agent):
    """Configures lines; afterwards everything is as it was."""
    def configure(*lines):
        agent.daemon.ask("configure terminal", *lines)
    yield configure
    agent.daemon.ask("configure replace startup-config force")
    agent.daemon.ask("clear ipv6 prefix-list", "clear ipv6 access-list")


def status(node, **fields):
    """What a registration is answered with."""
    return node.register(**fields).status


def prefix_hits(agent, name):
    """How often each entry of a prefix list matched, by its number."""
    lists = json.loads(agent.daemon.ask(f"show ipv6 prefix-list detail {name} | json"))["prefixLists"]
    hits = {entry["sequence"]: entry["hitCount"] for entry in lists[0]["entries"]}
    return hits | {None: lists[0]["implicitDenyHitCount"]}


def access_list(agent, name):
    """The lines of an access list as they are shown."""
    return [line.strip() for line in agent.daemon.ask(f"show ipv6 access-list {name}").splitlines()[1:]]


def test_the_first_entry_that_matches_decides(agent, configure):
    configure("ipv6 prefix-list F seq 10 deny 2001:db8:2::/48", "ipv6 prefix-list F seq 20 permit 2001:db8::/32",
              "ipv6 mobile bindings filter F")
    assert status(agent.fresh_mobile_node(ACCESS1)) == PROHIBITED
    assert status(agent.fresh_mobile_node(ACCESS2)) == 0
    assert prefix_hits(agent, "F") == {10: 1, 20: 1, None: 0}
    # An entry that goes between by its number goes first.
    configure("ipv6 prefix-list F seq 5 permit 2001:db8:2::/64")
    assert status(agent.fresh_mobile_node(ACCESS1)) == 0
    assert prefix_hits(agent, "F") == {5: 1, 10: 1, 20: 1, None: 0}
    configure("no ipv6 prefix-list F seq 5")
    assert status(agent.fresh_mobile_node(ACCESS1)) == PROHIBITED


def test_what_no_entry_matches_is_refused(agent, configure):
    configure("ipv6 prefix-list F permit 2001:db8:77::/48", "ipv6 mobile bindings filter F")
    assert status(agent.fresh_mobile_node()) == PROHIBITED
    assert prefix_hits(agent, "F") == {5: 0, None: 1}
    assert agent.traffic()["bindingAcknowledgementsSent"].get("129", 0) >= 1


@pytest.mark.parametrize("lengths, answer", [
    ("", 0), ("le 128", 0), ("ge 128", 0), ("ge 65", 0), ("ge 65 le 128", 0), ("le 127", PROHIBITED),
    ("ge 64 le 64", PROHIBITED), ("le 64", PROHIBITED)])
def test_an_address_is_a_prefix_of_128_bits(agent, configure, lengths, answer):
    configure(f"ipv6 prefix-list F permit 2001:db8:2::/48 {lengths}", "ipv6 mobile bindings filter F")
    assert status(agent.fresh_mobile_node(ACCESS1)) == answer


def test_the_filter_judges_where_the_packet_comes_from(agent, configure):
    """Not the Alternate Care-of Address."""
    configure("ipv6 prefix-list F permit 2001:db8:2::/48", "ipv6 mobile bindings filter F")
    node = agent.fresh_mobile_node(ACCESS2)
    assert status(node, alternate=ACCESS1.address("77")) == PROHIBITED


def test_a_list_that_is_empty_or_missing_permits(agent, configure):
    configure("ipv6 mobile bindings filter MISSING")
    assert status(agent.fresh_mobile_node()) == 0


def test_what_is_bound_may_always_be_given_up(agent, configure):
    node = agent.fresh_mobile_node()
    assert status(node) == 0
    configure("ipv6 prefix-list F deny ::/0", "ipv6 mobile bindings filter F")
    assert status(node) == PROHIBITED
    assert agent.binding(node.home_address), "what is bound stays for its lifetime"
    assert node.deregister().status == 0
    assert agent.binding(node.home_address) is None


def test_nobody_learns_of_filters_without_a_key(agent, configure):
    configure("ipv6 prefix-list F deny ::/0", "ipv6 mobile bindings filter F")
    node = agent.fresh_mobile_node(key=bytes(16))
    assert status(node) == 146
    assert prefix_hits(agent, "F") == {5: 0, None: 0}


@pytest.mark.parametrize("where", ["interface", "home-agent"])
def test_the_source_is_the_home_address_and_the_destination_the_care_of_address(agent, configure, where):
    node, stranger = agent.fresh_mobile_node(ACCESS1), agent.fresh_mobile_node(ACCESS1)
    use = {"interface": ["interface home0", "ipv6 mobile home-agent access A"],
           "home-agent": ["ipv6 mobile home-agent", "binding access A"]}[where]
    configure("ipv6 access-list A", f"permit ipv6 host {node.home_address} 2001:db8:2::/48", "exit", *use)
    assert status(node) == 0
    assert access_list(agent, "A") == [f"permit ipv6 host {node.home_address} 2001:db8:2::/48 (1 match) sequence 10"]
    assert status(stranger) == PROHIBITED, "another home address"
    node.move(ACCESS2)
    assert status(node) == PROHIBITED, "another network"
    assert status(node) == PROHIBITED
    node.move(ACCESS1)
    assert status(node) == 0
    lines = access_list(agent, "A")
    assert "(2 matches) sequence 10" in lines[0]
    assert lines[1] == "implicit deny (3 matches)"


@pytest.mark.parametrize("rule, answer", [
    ("permit ipv6 any any mobility", 0), ("permit ipv6 any any mobility-type bind-update", 0),
    ("permit ipv6 any any mobility-type 5", 0), ("permit ipv6 any any mobility-type bind-acknowledgement", PROHIBITED),
    ("permit 135 any any", 0), ("permit tcp any any", PROHIBITED), ("permit icmp any any", PROHIBITED),
    ("permit udp any any eq 53", PROHIBITED), ("permit ipv6 any any dest-option-type home-address", 0),
    ("permit ipv6 any any dest-option", 0), ("permit ipv6 any any routing", PROHIBITED),
    ("permit ipv6 any any fragments", PROHIBITED), ("permit ipv6 any any dscp ef", PROHIBITED),
    ("permit ipv6 any any dscp default", 0), ("permit ipv6 any any hbh", PROHIBITED), ("permit ipv6 any any auth", PROHIBITED)])
def test_options_match_the_binding_update(agent, configure, rule, answer):
    configure("ipv6 access-list A", rule, "exit", "interface home0", "ipv6 mobile home-agent access A")
    assert status(agent.fresh_mobile_node()) == answer
    first = access_list(agent, "A")[0]
    assert ("(1 match)" in first) == (answer == 0)


def test_rules_are_asked_in_the_order_of_their_numbers(agent, configure):
    configure("ipv6 access-list A", "sequence 20 permit ipv6 any any", "sequence 10 deny ipv6 any 2001:db8:2::/48",
              "remark said between", "permit ipv6 any 2001:db8:2::/64 sequence 5", "exit", "interface home0",
              "ipv6 mobile home-agent access A")
    assert [re.sub(".* sequence", "", line) for line in access_list(agent, "A")] == [" 5", " 10", " 20"]
    assert status(agent.fresh_mobile_node(ACCESS1)) == 0
    configure("ipv6 access-list A", "no sequence 5")
    assert status(agent.fresh_mobile_node(ACCESS1)) == PROHIBITED
    assert status(agent.fresh_mobile_node(ACCESS2)) == 0
    assert ["match" in line for line in access_list(agent, "A")] == [True, True]
    agent.daemon.ask("clear ipv6 access-list A")
    assert ["match" in line for line in access_list(agent, "A")] == [False, False]


def test_what_a_rule_logs(agent, configure):
    node = agent.fresh_mobile_node(ACCESS1)
    configure("ipv6 access-list LOGGED", f"deny ipv6 host {node.home_address} any log-input", "permit ipv6 any any", "exit",
              "interface home0", "ipv6 mobile home-agent access LOGGED")
    assert status(node) == PROHIBITED
    eventually(lambda: re.search(
        rf"%IPV6_ACL-6-ACCESSLOG: list LOGGED/10 denied .*{node.home_address}.*{node.care_of_address}", agent.daemon.log),
        "nothing is logged")


def test_both_filters_must_permit(agent, configure):
    configure("ipv6 prefix-list F permit ::/0", "ipv6 mobile bindings filter F", "ipv6 access-list A", "deny ipv6 any any",
              "exit", "interface home0", "ipv6 mobile home-agent access A")
    assert status(agent.fresh_mobile_node()) == PROHIBITED
    configure("ipv6 access-list A", "no deny ipv6 any any", "permit ipv6 any any")
    assert status(agent.fresh_mobile_node()) == 0
