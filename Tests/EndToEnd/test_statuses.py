"""Every status, and every silence, from its own cause: the answer, its authenticator, and the one counter that moves."""

import time
from contextlib import contextmanager

import pytest
from scapy.layers.inet6 import (
    MIP6OptAltCoA, MIP6OptMNID, MIP6OptMsgAuth, MIP6OptNonceIndices, MIP6OptReplayProtection)

from Lab import wire
from Lab.laboratory import KEY
from Lab.topology import ACCESS1, ACCESS2, HOME, HOME_AGENT_ADDRESS
from Lab.wire import MobileNodeAuthentication
from support import CONFIGURATION, ELSEWHERE, PATIENCE, HomeAgent, eventually

STAMPED_KEY = bytes([9] * 16)
STAMPED = HOME.address("7b")
SECONDS_1900_TO_1970 = 2_208_988_800

EXTRA = f"""\
 host group stamped
  address {STAMPED}
  authentication spi hex 1009 key hex {STAMPED_KEY.hex()} replay within 7
 host group realm
  nai @example.net
  address 2001:db8:1::9:0/112
  authentication spi hex 1000 key hex {KEY.hex()}
"""


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent whose configuration tests change."""
    with HomeAgent(binaries, CONFIGURATION.replace("interface home0\n", EXTRA + "interface home0\n")) as agent:
        yield agent


@pytest.fixture
def configure(agent):
    """Configures lines; afterwards everything is as it was."""
    def configure(*lines):
        agent.daemon.ask("configure terminal", *lines)
    yield configure
    agent.daemon.ask("configure replace startup-config force")


@pytest.fixture
def node(agent):
    """A mobile node nobody knows yet."""
    node = agent.fresh_mobile_node()
    yield node
    node.station.close()
    assert not node.complaints


@contextmanager
def counted(agent, kind, name, status=None):
    """One counter of a kind moves, by one, and no other of that kind; and that of the status."""
    before = agent.traffic()
    yield
    def moved():
        after = agent.traffic()
        return {n: after[kind][n] - before[kind][n] for n in after[kind] if after[kind][n] != before[kind][n]}
    assert eventually(moved, f"nothing is counted as {name}") == {name: 1}
    if status is not None:
        sent = [traffic["bindingAcknowledgementsSent"].get(str(status), 0) for traffic in (before, agent.traffic())]
        assert sent[1] == sent[0] + 1


def refused(agent, node, status, cause, authenticated=True, **fields):
    """One update is refused: with this status, for this cause, and nothing changes."""
    before = agent.bindings()
    with counted(agent, "refused", cause, status):
        update = node.binding_update(**fields)
        answer = node.exchange(update)
    assert answer and (answer.status, answer.authenticated, answer.lifetime) == (status, authenticated, 0)
    assert answer.refresh_advice is None, "advice is for what was accepted"
    if status != 135:
        assert answer.sequence == update.sequence
    assert [b["homeAddress"] for b in agent.bindings()] == [b["homeAddress"] for b in before]
    return answer


def dropped(agent, node, reason, packet=None, **fields):
    """One update is met with silence, for this reason."""
    with counted(agent, "dropped", reason), node.acknowledgements() as answers:
        node.station.send(packet or node.binding_update(**fields).packet())
        assert answers.next(PATIENCE) is None


# Accepted

PREFIX = "ipv6 nd prefix 2001:db8:1::/64"


@pytest.mark.parametrize("preferred, units, status", [
    (3600, 15, 0), (60, 15, 0), (63, 15, 0), (59, 15, 1), (56, 15, 1), (0, 1, 1), (4, 1, 0), (3, 1, 1)])
def test_status_1_by_whole_units_of_4_seconds(agent, node, configure, preferred, units, status):
    configure("interface home0", f"{PREFIX} 3600 {preferred}")
    answer = node.register(lifetime=units)
    assert (answer.status, answer.lifetime) == (status, units)
    assert node.exchange(node.binding_update(lifetime=0)).status == 0, "a de-registration knows no status 1"


@pytest.mark.parametrize("valid, ceiling, asked, granted", [
    (400, None, 900, 100), (403, None, 900, 100), (400, None, 99, 99), (400, 60, 900, 15), (40, 60, 900, 10),
    (3600, 62, 65535, 15)])
def test_lifetimes_are_bounded_by_prefix_and_policy(agent, node, configure, valid, ceiling, asked, granted):
    configure("interface home0", f"{PREFIX} {valid} {valid}",
              *([f"ipv6 mobile binding lifetime {ceiling}"] if ceiling else []))
    answer = node.register(lifetime=asked)
    assert (answer.accepted, answer.lifetime) == (True, granted)
    assert agent.binding(node.home_address)["lifetimeGranted"] == 4 * granted


@pytest.mark.parametrize("refresh, units, advice", [(60, 16, 15), (60, 15, None), (63, 16, 15), (64, 16, None)])
def test_refresh_advice_is_below_the_lifetime(node, configure, refresh, units, advice):
    configure("ipv6 mobile home-agent", f"binding refresh {refresh}")
    answer = node.register(lifetime=units)
    assert (answer.status, answer.lifetime, answer.refresh_advice) == (0, units, advice)
    answer = node.exchange(node.binding_update(lifetime=0))
    assert (answer.status, answer.refresh_advice) == (0, None)


# Refused

def test_129_by_a_filter(agent, node, configure):
    configure("ipv6 prefix-list NONE deny ::/0 le 128", "ipv6 mobile bindings filter NONE")
    refused(agent, node, 129, "filtered")


def test_129_without_a_lifetime_to_grant(agent, node, configure):
    configure("interface home0", f"{PREFIX} 3 3")
    refused(agent, node, 129, "noLifetime")


def test_130_at_the_limit_but_not_for_who_is_bound(agent, node, configure):
    first = agent.fresh_mobile_node()
    assert first.register().status == 0
    configure(f"ipv6 mobile binding max {len(agent.bindings())}")
    refused(agent, node, 130, "bindingsExhausted")
    assert first.register(alternate=ACCESS2.address("130")).status == 0
    assert first.exchange(first.binding_update(lifetime=0)).status == 0
    assert node.register().status == 0, "what ended, and is remembered for a while, takes no room"


def test_131_without_a_home_link(agent, node, configure):
    configure("interface home0", "no ipv6 mobile home-agent enable")
    refused(agent, node, 131, "noHomeLink")
    refused(agent, node, 131, "noHomeLink", lifetime=0)


def test_132_for_another_subnet(agent):
    node = agent.mobile_node(ELSEWHERE)
    node.move(ACCESS1, "132")
    refused(agent, node, 132, "notOnHomeLink")
    refused(agent, node, 133, "notRegistered", lifetime=0)


def test_133_for_what_is_not_registered(agent, node):
    refused(agent, node, 133, "notRegistered", lifetime=0)
    assert node.register().status == 0
    assert node.exchange(node.binding_update(lifetime=0)).status == 0
    refused(agent, node, 133, "notRegistered", lifetime=0)


@pytest.mark.parametrize("home_address", [HOME_AGENT_ADDRESS, "2001:db8:1::", "2001:db8:1:0:fdff:ffff:ffff:fffe"])
def test_134_for_the_routers_own_addresses(agent, home_address):
    node = agent.mobile_node(home_address)
    node.move(ACCESS1, "134")
    refused(agent, node, 134, "ownAddress")


def test_134_for_a_duplicate(agent, node):
    neighbor = agent.topology.station(HOME, HOME.address("5134"))
    neighbor.addresses.append(node.home_address)
    refused(agent, node, 134, "duplicateAddress")
    neighbor.close()
    assert node.register().status == 0


def test_135_for_an_old_number(agent, node):
    assert node.register().status == 0
    last = node.sequence
    for old in (last, last - 1, last - 32768):
        answer = refused(agent, node, 135, "sequenceNumber", sequence=old % 65536)
        assert answer.sequence == last


def test_139_without_the_h_flag(agent, node):
    dropped(agent, node, "correspondentRegistration", flags="A")
    assert node.register().status == 0
    refused(agent, node, 139, "registrationType", flags="A")
    refused(agent, node, 139, "registrationType", flags="A", lifetime=0)
    answer = refused(agent, node, 135, "sequenceNumber", flags="A", sequence=(node.sequence - 2) % 65536)
    assert answer.sequence != node.sequence, "the number goes first"


@pytest.mark.parametrize("care_of", [
    HOME_AGENT_ADDRESS, "2001:db8:f::1", "2001:db8:f::", "2001:db8:1::", "2001:db8:1:0:fdff:ffff:ffff:fffe"])
def test_174_for_addresses_of_this_router(agent, node, care_of):
    refused(agent, node, 174, "careOfAddress", alternate=care_of)


def test_174_for_home_addresses(agent, node):
    other = agent.fresh_mobile_node()
    assert other.register().status == 0
    refused(agent, node, 174, "careOfAddress", alternate=other.home_address)
    refused(agent, node, 174, "careOfAddress", alternate=node.home_address)


def test_of_two_alternate_care_of_addresses_the_first_counts(agent, node):
    second = [MIP6OptAltCoA(acoa=HOME_AGENT_ADDRESS)]
    assert node.register(alternate=ACCESS2.address("174"), options=second).status == 0
    assert agent.binding(node.home_address)["careOfAddress"] == ACCESS2.address("174")


def stamp(offset=0.0):
    return [MIP6OptReplayProtection(
        timestamp=int((time.time() + SECONDS_1900_TO_1970 + offset) * 2**32) & 0xFFFF_FFFF_FFFF_FFFF)]


def test_144_and_145_each_for_its_own(agent):
    node = agent.mobile_node(STAMPED, STAMPED_KEY, spi=0x1009)
    node.move(ACCESS1, "7b")
    refused(agent, node, 145, "timestampMissing")
    refused(agent, node, 144, "timestampOutOfWindow", options=stamp(-30))
    refused(agent, node, 144, "timestampOutOfWindow", options=stamp(30))
    used = stamp()
    assert node.exchange(node.binding_update(options=used)).status == 0
    refused(agent, node, 144, "timestampNotLater", options=used)
    # Before everything else: what is deleted, filtered or of the wrong type is stale first.
    refused(agent, node, 144, "timestampNotLater", options=used, lifetime=0)
    refused(agent, node, 144, "timestampNotLater", options=used, flags="A")
    refused(agent, node, 145, "timestampMissing", alternate=HOME_AGENT_ADDRESS)


def test_146_for_a_wrong_code_before_everything_else(agent, node):
    for fields in ({}, {"lifetime": 0}, {"flags": "A"}, {"alternate": HOME_AGENT_ADDRESS}, {"sequence": 1},
                   {"options": [MIP6OptNonceIndices(olen=4, hni=1, coni=1)]}):
        refused(agent, node, 146, "wrongAuthenticator", authenticated=False, key=bytes(16), **fields)


# Silence

def test_without_a_key_that_is_known(agent, node):
    dropped(agent, node, "authenticationMissing", key=None)
    for index in (0, 1, 3, 255, 256, 0xFFFF_FFFF):
        dropped(agent, node, "unknownSecurityParameterIndex", security_parameter_index=index)
    assert node.register().status == 0


def test_without_the_name_that_is_needed(agent):
    node = agent.mobile_node(HOME.address("9:1"))
    node.move(ACCESS1, "91")
    dropped(agent, node, "identifierMissing")
    dropped(agent, node, "identifierUnknown", options=[MIP6OptMNID(id=b"alice@example.org")])
    assert node.register(options=[MIP6OptMNID(id=b"alice@example.net")]).status == 0


def test_nonce_indices_in_a_home_registration(agent, node):
    dropped(agent, node, "nonceIndicesInHomeRegistration", options=[MIP6OptNonceIndices(olen=4, hni=1, coni=1)])


@pytest.mark.parametrize("home_address", ["::1", "ff0e::5", "fe80::5", "::ffff:1.2.3.4"])
def test_home_addresses_that_are_none(agent, node, home_address):
    dropped(agent, node, "homeAddressNotRoutable", home_address=home_address)


@pytest.mark.parametrize("care_of", ["::", "::1", "ff0e::5", "fe80::5", "::ffff:1.2.3.4"])
def test_care_of_addresses_that_are_none(agent, node, care_of):
    dropped(agent, node, "careOfAddressNotRoutable", alternate=care_of)


# Options of authentication

PADDING = bytes([1, 3, 0, 0, 0])
FOR_SERVER = bytes([9, 17, 2, 0, 0, 0, 3]) + bytes(12)


def with_behind(node, behind, before=()):
    """An update with octets behind its authentication option, which does not cover them but in its length."""
    update = node.binding_update()
    message = bytearray(update._header([*before, MobileNodeAuthentication(
        subtype=1, mspi=node.spi, authdata=bytes(12))]))
    position = len(message) - 12
    message += behind
    message[1] = len(message) // 8 - 1
    code = wire.authenticator(KEY, node.care_of_address, node.home_address, bytes(message[:position]))
    message[position:position + 12] = code
    return update, wire.enclose(node.care_of_address, node.home_agent, bytes(message), node.home_address)


def test_an_option_for_a_server_may_end_the_message(agent, node):
    update, packet = with_behind(node, PADDING + FOR_SERVER)
    with node.acknowledgements() as answers:
        node.station.send(packet)
        answer = node.read(answers.next(2.5), update)
    assert (answer.status, answer.authenticated) == (0, True), "read strictly: with one for the home agent alone"


@pytest.mark.parametrize("behind", [
    PADDING + FOR_SERVER + PADDING + FOR_SERVER, PADDING + FOR_SERVER + bytes([1, 6]) + bytes(6),
    bytes([1, 6]) + bytes(6), bytes([8, 6, 1]) + b"a@b.c", bytes([1, 3, 0, 0, 0, 9, 17, 1, 0, 0, 0x10, 0]) + bytes(12)],
    ids=["two for servers", "padding behind one for a server", "padding", "an identifier", "another for the home agent"])
def test_what_is_not_covered_is_not_believed(agent, node, behind):
    dropped(agent, node, "authenticationMisplaced", with_behind(node, behind)[1])


def test_an_option_for_a_server_first_or_alone(agent, node):
    option = MIP6OptMsgAuth(subtype=2, mspi=3, authdata=bytes(12))
    dropped(agent, node, "authenticationMisplaced", with_behind(node, b"", before=[option])[1])
    dropped(agent, node, "authenticationMissing", key=None, options=[option])
