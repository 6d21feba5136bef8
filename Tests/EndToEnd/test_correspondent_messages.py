"""The daemon as a correspondent: tokens by both ways, what is refused without them, and nothing while it is off."""

import struct

import pytest
from scapy.layers.inet6 import MIP6OptNonceIndices, IPv6

from Lab import wire
from Lab.topology import ACCESS1, HOME_AGENT_ADDRESS
from support import CONFIGURATION, PATIENCE, HomeAgent, eventually

HOME_TEST_INIT, CARE_OF_TEST_INIT, HOME_TEST, CARE_OF_TEST = 1, 2, 3, 4
COOKIE = bytes(range(1, 9))
AUTHORIZATION = bytes([5, 12]) + bytes(12)


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent, which is a correspondent as well."""
    with HomeAgent(binaries, CONFIGURATION) as agent:
        yield agent


@pytest.fixture
def node(agent):
    """A mobile node abroad."""
    node = agent.fresh_mobile_node()
    node.move(ACCESS1)
    yield node
    node.station.close()
    assert not node.complaints


def test_init(kind, source, home_address=None):
    """A Home or Care-of Test Init (RFC 6275 sections 6.1.3 and 6.1.4)."""
    message = struct.pack("!BBBBHH", 59, 1, kind, 0, 0, 0) + COOKIE
    return wire.enclose(source, HOME_AGENT_ADDRESS, message, home_address)


test_init.__test__ = False


def update(node, index, authorization=AUTHORIZATION, flags="A"):
    """A Binding Update without home registration: its nonces may be of no use, and its authenticator is none."""
    fields = dict(key=None, flags=flags, options=[MIP6OptNonceIndices(olen=4, hni=index, coni=index)])
    message = node.binding_update(**fields).message()[:18] + authorization
    message += bytes(-len(message) % 8)
    message = message[:1] + bytes([len(message) // 8 - 1]) + message[2:]
    return wire.enclose(node.care_of_address, HOME_AGENT_ADDRESS, message, node.home_address)


def token(message):
    """The index and the token of a Home Test or a Care-of Test, whose cookie is the right one."""
    index, cookie, token = struct.unpack("!6xH8s8s", message[:24])
    assert cookie == COOKIE
    return index, token


def ask_for_care_of_token(node):
    """A Care-of Test Init, and what answers it."""
    with node.station.listen(lambda frame: frame.mobility_type == CARE_OF_TEST) as answers:
        node.station.send(test_init(CARE_OF_TEST_INIT, node.care_of_address))
        frame = answers.next(PATIENCE)
    assert frame, "no Care-of Test"
    assert (frame.ipv6.src, frame.ipv6.dst) == (HOME_AGENT_ADDRESS, node.care_of_address)
    return token(bytes(frame.ipv6.payload))


def dropped(agent, node, reason, packet):
    """A packet is met with silence, for this reason."""
    before = agent.traffic()["dropped"][reason]
    with node.station.listen(lambda frame: frame.mobility_type is not None) as answers:
        node.station.send(packet)
        assert answers.next(PATIENCE) is None
    eventually(lambda: agent.traffic()["dropped"][reason] == before + 1, f"nothing is counted as {reason}")


def test_a_care_of_token_is_the_same_for_a_while_and_another_for_others(agent, node):
    index, first = ask_for_care_of_token(node)
    again, second = ask_for_care_of_token(node)
    assert second == first if again == index else again == (index + 1) % 65536
    other = agent.fresh_mobile_node()
    other.move(ACCESS1)
    assert ask_for_care_of_token(other)[1] != first
    other.station.close()


def test_a_home_token_comes_through_the_tunnel(node):
    assert node.register().accepted
    inner = IPv6(test_init(HOME_TEST_INIT, node.home_address))
    with node.tunnel(lambda packet: packet.nh == wire.MOBILITY_HEADER and bytes(packet.payload)[2] == HOME_TEST) as tests:
        node.send(inner)
        frame = tests.next(PATIENCE)
    assert frame, "no Home Test through the tunnel"
    test = frame.ipv6.payload
    assert (test.src, test.dst) == (HOME_AGENT_ADDRESS, node.home_address)
    index, home = token(bytes(test.payload))
    assert home != ask_for_care_of_token(node)[1]


def test_138_without_tokens_of_today(agent, node):
    index, _ = ask_for_care_of_token(node)
    with node.acknowledgements() as answers:
        node.station.send(update(node, (index + 100) % 65536))
        frame = answers.next(PATIENCE)
    assert frame, "no Binding Acknowledgement"
    assert agent.traffic()["refused"]["expiredNonces"] == 1
    assert agent.bindings() == [] or all(binding["type"] == "home" for binding in agent.bindings())


def test_silence_for_what_proves_nothing(agent, node):
    index, _ = ask_for_care_of_token(node)
    dropped(agent, node, "authorizationDataWrong", update(node, index))
    dropped(agent, node, "authorizationDataMissing", update(node, index, b""))
    dropped(agent, node, "authorizationDataMisplaced", update(node, index, AUTHORIZATION + bytes([1, 6]) + bytes(6)))
    dropped(agent, node, "homeAddressOptionInTest",
            test_init(CARE_OF_TEST_INIT, node.care_of_address, node.home_address))


def test_switched_off_there_is_no_correspondent_and_a_home_agent_still(agent, node):
    agent.daemon.ask("configure terminal", "no ipv6 mobile correspondent-node")
    try:
        dropped(agent, node, "correspondentNodeDisabled", test_init(CARE_OF_TEST_INIT, node.care_of_address))
        dropped(agent, node, "correspondentNodeDisabled", update(node, 1))
        assert node.register().accepted
    finally:
        agent.daemon.ask("configure terminal", "default ipv6 mobile correspondent-node")
    ask_for_care_of_token(node)
