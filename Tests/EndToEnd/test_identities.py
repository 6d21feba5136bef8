"""Mobile nodes found by their identifiers (RFC 4283, RFC 4285 section 4), and who may have which home address."""

import itertools
import json

import pytest
from scapy.layers.inet6 import MIP6OptMNID

from Lab import acknowledgement, wire
from Lab.topology import ACCESS1, ACCESS2, HOME
from support import PATIENCE, HomeAgent, eventually

NODE, EVE, PLAIN = HOME.address("a01"), HOME.address("a03"), HOME.address("a04")
KEYS = {name: bytes([number] * 16) for number, name in enumerate(("node", "realm", "eve", "plain"), 0x61)}

#: Home addresses come again in several tests, so each node begins where those before it are far behind.
SEQUENCE_NUMBERS = itertools.count(100, 100)

CONFIGURATION = f"""\
ipv6 unicast-routing
ipv6 mobile
ipv6 mobile home-agent
 host group node
  nai mn0@example.org
  address {NODE}
  authentication spi hex 2001 key hex {KEYS["node"].hex()}
 host group realm
  nai realm @example.net
  address autoconfig
  authentication spi hex 2002 key hex {KEYS["realm"].hex()}
 host group eve
  nai user eve@example.net
  address {EVE}
  authentication spi hex 2003 key hex {KEYS["eve"].hex()}
 host group plain
  address {PLAIN}
  authentication spi hex 2004 key hex {KEYS["plain"].hex()}
interface home0
 ipv6 address 2001:db8:1::1/64
 ipv6 mobile home-agent enable
interface wan0
 ipv6 address 2001:db8:f::1/64
ipv6 route ::/0 2001:db8:f::2
end
"""


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent that knows nodes by their identifiers."""
    with HomeAgent(binaries, CONFIGURATION) as agent:
        yield agent


@pytest.fixture
def member(agent):
    """Makes mobile nodes with a group's key, each somewhere else; they give their bindings up afterwards."""
    made = []

    def member(group, home_address):
        index = 0x2001 + list(KEYS).index(group)
        node = agent.mobile_node(home_address, KEYS[group], spi=index)
        node.move(ACCESS1, f"{len(made) + 0x70:x}")
        node.sequence = next(SEQUENCE_NUMBERS)
        made.append(node)
        return node
    yield member
    agent.daemon.ask("enable", "clear ipv6 mobile binding home-address ::/0")
    for node in made:
        node.station.close()


def named(identifier):
    """The option that says who a node is."""
    return {"options": [MIP6OptMNID(id=identifier)]} if identifier is not None else {}


def register(node, identifier, **fields):
    """Sends updates until one is answered."""
    return node.register(**named(identifier), **fields)


def ask(node, identifier, key, timeout=2.5, **fields):
    """Asks for a home address; returns the acknowledgement, read with the home address that it tells."""
    update = node.binding_update(home_address="::", **named(identifier), **fields)
    with node.acknowledgements() as answers:
        node.station.send(update.packet())
        frame = answers.next(timeout)
    return frame and acknowledgement.read(frame.packet, node.home_agent, node.care_of_address, key)


def silent(node, identifier, **fields):
    """Whether nothing comes of an update."""
    return node.exchange(node.binding_update(**named(identifier), **fields), PATIENCE) is None


def counter(agent, kind, name):
    return agent.traffic()[kind][name]


def test_found_by_identifier_and_home_address(agent, member):
    answer = register(member("node", NODE), b"mn0@EXAMPLE.org")
    assert (answer.status, answer.identifier, answer.authenticated) == (0, b"mn0@EXAMPLE.org", True)
    assert agent.binding(NODE)["mobileNodeIdentifier"] == "mn0@example.org"


def test_found_by_home_address_alone(agent, member):
    answer = register(member("node", NODE), None)
    assert (answer.status, answer.identifier) == (0, None)
    assert agent.binding(NODE)["mobileNodeIdentifier"] == "mn0@example.org"


def test_found_by_identifier_alone(agent, member):
    """The home address is looked up: the routing header of the answer tells it, and packets go there."""
    node = member("node", NODE)
    answer = ask(node, b"mn0@example.org", KEYS["node"])
    assert (answer.status, answer.home_address, answer.has_routing_header) == (0, NODE, True)
    assert agent.binding(NODE)["careOfAddress"] == node.care_of_address
    assert ask(node, b"mn0@example.org", KEYS["node"]).status == 0, "and again, at once"
    assert ask(node, b"mn0@example.org", KEYS["node"], lifetime=0).status == 0
    assert agent.binding(NODE) is None


def test_members_of_a_realm_make_their_home_addresses(agent, member):
    alice, bob = member("realm", HOME.address("b01")), member("realm", HOME.address("b02"))
    assert register(alice, b"alice@example.net").status == 0
    assert register(bob, b"bob@example.net").status == 0
    shown = json.loads(agent.daemon.ask("show ipv6 mobile binding nai @example.net | json"))["bindings"]
    assert {b["mobileNodeIdentifier"] for b in shown} == {"alice@example.net", "bob@example.net"}
    text = agent.daemon.ask("show ipv6 mobile binding nai bob@example.net")
    assert bob.home_address in text and alice.home_address not in text
    answer = ask(alice, b"alice@example.net", KEYS["realm"])
    assert (answer.status, answer.home_address) == (0, alice.home_address), "what is bound is known"


def test_a_member_that_asks_for_what_it_should_make(agent, member):
    """Status 129, signed over :: as it asked, without a routing header: there is no home address to name."""
    node = member("realm", HOME.address("b03"))
    before = counter(agent, "refused", "noHomeAddress")
    update = node.binding_update(home_address="::", **named(b"carol@example.net"))
    with node.acknowledgements() as answers:
        node.station.send(update.packet())
        frame = answers.next(2)
    assert frame.ipv6.nh == 135 and frame.ipv6.dst == node.care_of_address
    message = frame.packet[40:]
    assert message[6] == 129
    assert message[-12:] == wire.authenticator(KEYS["realm"], node.care_of_address, "::", message[:-12])
    assert counter(agent, "refused", "noHomeAddress") == before + 1


def test_one_identity_cannot_take_the_address_of_another(agent, member):
    """S-2, within a realm whose members share a key: registering, refreshing, moving and deleting."""
    alice, mallory = member("realm", HOME.address("b04")), member("realm", HOME.address("b04"))
    assert register(alice, b"alice@example.net").status == 0
    mallory.sequence = (alice.sequence + 5) % 65536
    before = counter(agent, "refused", "homeAddressTaken")
    for fields in ({}, {"lifetime": 0}, {"alternate": ACCESS2.address("bad")}):
        answer = mallory.exchange(mallory.binding_update(**named(b"mallory@example.net"), **fields))
        assert (answer.status, answer.authenticated, answer.identifier) == (129, True, b"mallory@example.net")
    assert counter(agent, "refused", "homeAddressTaken") == before + 3
    assert agent.binding(alice.home_address)["careOfAddress"] == alice.care_of_address
    assert register(alice, b"alice@example.net").status == 0
    assert register(alice, b"alice@example.net", lifetime=0).status == 0
    mallory.sequence = (alice.sequence + 5) % 65536
    assert register(mallory, b"mallory@example.net").status == 0, "once it is free it is for whoever comes"


@pytest.mark.parametrize("victim", [NODE, EVE, PLAIN])
def test_nor_what_is_kept_for_a_group_of_its_own(agent, member, victim):
    thief = member("realm", victim)
    answer = thief.exchange(thief.binding_update(**named(b"alice@example.net")))
    assert (answer.status, answer.authenticated) == (129, True)
    assert agent.binding(victim) is None
    assert silent(thief, None), "nor without a name"


def test_who_is_not_known_is_met_with_silence(agent, member):
    node, alice = member("node", NODE), member("realm", HOME.address("b05"))
    unknown, missing = (counter(agent, "dropped", name) for name in ("identifierUnknown", "identifierMissing"))
    strangers = (b"mn1@example.org", b"mn0@example.com", b"mn0", b"", b"\xff\xfe@x", b"a" * 254, b"@example.org")
    for identifier in strangers:
        assert silent(node, identifier), identifier
    assert counter(agent, "dropped", "identifierUnknown") == unknown + len(strangers)
    assert silent(alice, None)
    assert counter(agent, "dropped", "identifierMissing") == missing + 1
    assert ask(alice, None, KEYS["realm"], timeout=PATIENCE) is None
    assert register(node, b"mn0@example.org").status == 0
    assert register(alice, b"alice@example.net").status == 0


def test_a_group_without_a_name_does_not_look_at_names(agent, member):
    answer = register(member("plain", PLAIN), b"whoever@example.com")
    assert (answer.status, answer.identifier) == (0, b"whoever@example.com")
    assert "mobileNodeIdentifier" not in agent.binding(PLAIN)


def test_a_wrong_key_is_told_before_everything_else(agent, member):
    node = member("realm", EVE)
    answer = node.exchange(node.binding_update(**named(b"alice@example.net"), key=bytes(16)))
    assert (answer.status, answer.authenticated) == (146, False)
    assert silent(node, b"eve@example.net"), "the realm's key is not Eve's"


def test_debugging_and_log_say_who_and_why(agent, member):
    agent.daemon.ask("configure terminal", "logging buffered 65536 debugging")
    agent.daemon.ask("clear logging", "debug ipv6 mobile registrations")
    node = member("realm", NODE)
    assert register(node, b"alice@example.net").status == 129
    reason = "the home address is not for nodes of its identifier"
    eventually(lambda: reason in agent.daemon.ask("show logging"), "no reason is told")
    log = agent.daemon.ask("show logging")
    assert "identifier alice@example.net" in log
    assert "as alice@example.net" in log
    agent.daemon.ask("undebug all")


def test_clearing_by_identifier(agent, member):
    alice, bob = member("realm", HOME.address("b06")), member("realm", HOME.address("b07"))
    assert register(alice, b"alice@example.net").status == register(bob, b"bob@example.net").status == 0
    agent.daemon.ask("enable", "clear ipv6 mobile binding nai alice@example.net")
    assert agent.binding(alice.home_address) is None and agent.binding(bob.home_address)


def test_thousands_of_groups_load(binaries):
    """And the last of them registers."""
    groups = "".join(
        f" host group g{n}\n  nai u{n}@example.org\n  address 2001:db8:1::{0x1000 + n:x}\n"
        f"  authentication spi hex 2001 key hex {KEYS['node'].hex()}\n" for n in range(5000))
    head, tail = CONFIGURATION.split(" host group node\n")[0], CONFIGURATION[CONFIGURATION.index("interface home0"):]
    with HomeAgent(binaries, head + groups + tail) as agent:
        node = agent.mobile_node("2001:db8:1::2387", KEYS["node"], spi=0x2001)
        node.move(ACCESS1, "77")
        assert register(node, b"u4999@example.org").status == 0
