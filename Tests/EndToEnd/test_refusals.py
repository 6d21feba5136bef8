"""Refused registrations: each status, what its acknowledgement carries, and that nothing changed."""

import pytest

from Lab.topology import ACCESS1, ACCESS2, HOME, HOME_AGENT_ADDRESS
from support import ELSEWHERE, FIRST_HOME, FIRST_KEY, PATIENCE, SECOND_HOME, SECOND_KEY, HomeAgent


def refuse(home_agent, node, status, authenticated=True, **fields):
    """Sends one update; it is refused with a status, and the binding stays what it was."""
    before = essence(home_agent.binding(node.home_address))
    answer = node.exchange(node.binding_update(**fields))
    assert answer, "no Binding Acknowledgement"
    assert answer.status == status
    assert answer.authenticated or not authenticated, "an answer to an authentic update is authenticated"
    assert essence(home_agent.binding(node.home_address)) == before
    return answer


def essence(binding):
    """What a refused update must not change of a binding."""
    return binding and {k: v for k, v in binding.items() if k != "lifetimeRemaining"}


def test_146_for_a_wrong_authenticator(home_agent, mobile_node):
    refuse(home_agent, mobile_node, 146, authenticated=False, key=bytes(16))
    assert mobile_node.register().status == 0


def test_146_leaves_a_binding_alone(home_agent, registered):
    refuse(home_agent, registered, 146, authenticated=False, key=bytes(16))
    refuse(home_agent, registered, 146, authenticated=False, key=bytes(16), lifetime=0)
    refuse(home_agent, registered, 146, authenticated=False, key=bytes(16), alternate=ACCESS2.address("bad"))
    assert registered.register().status == 0


def test_146_for_the_key_of_another_node(home_agent):
    first = home_agent.mobile_node(FIRST_HOME, FIRST_KEY, spi=0x1001)
    first.move(ACCESS1)
    assert first.register().status == 0
    forged = home_agent.mobile_node(SECOND_HOME, FIRST_KEY, spi=0x1002)
    forged.move(ACCESS1, "bad")
    answer = forged.exchange(forged.binding_update(), PATIENCE)
    assert answer is None or answer.status == 146
    assert home_agent.binding(SECOND_HOME) is None
    genuine = home_agent.mobile_node(SECOND_HOME, SECOND_KEY, spi=0x1002)
    genuine.move(ACCESS1)
    assert genuine.register().status == 0


def test_a_more_exact_group_has_the_say_over_its_address(home_agent):
    """The key of the whole home link does not serve an address that has a group of its own."""
    node = home_agent.mobile_node("2001:db8:1::a1")
    node.move(ACCESS2, "bad")
    assert node.exchange(node.binding_update(), PATIENCE) is None
    home_agent.assert_alive()


def test_132_for_a_home_address_of_another_subnet(home_agent):
    node = home_agent.mobile_node(ELSEWHERE)
    node.move(ACCESS1, "132")
    refuse(home_agent, node, 132)
    assert home_agent.binding(ELSEWHERE) is None


def test_133_for_deleting_what_is_not_there(home_agent, mobile_node):
    answer = refuse(home_agent, mobile_node, 133, lifetime=0)
    assert answer.has_routing_header
    assert mobile_node.register().status == 0


def test_139_for_changing_the_type_of_registration(home_agent, registered):
    refuse(home_agent, registered, 139, flags="A")
    refuse(home_agent, registered, 139, flags="A", lifetime=0)
    assert registered.register().status == 0


CARE_OF_ADDRESSES = {
    "the home address": lambda node, other: node.home_address,
    "the home agent": lambda node, other: HOME_AGENT_ADDRESS,
    "the home agent's other interface": lambda node, other: "2001:db8:f::1",
    "the home address of somebody else": lambda node, other: other.home_address,
}


@pytest.mark.parametrize("care_of", CARE_OF_ADDRESSES.values(), ids=CARE_OF_ADDRESSES.keys())
def test_174_for_a_care_of_address_that_would_loop(home_agent, mobile_node, another, care_of):
    alternate = care_of(mobile_node, another)
    refuse(home_agent, mobile_node, 174, alternate=alternate)
    assert mobile_node.register().status == 0
    refuse(home_agent, mobile_node, 174, alternate=alternate)
    assert mobile_node.register().status == 0


def test_135_answers_with_the_last_accepted_number(home_agent, mobile_node):
    """The window (RFC 6275 section 9.5.1): of a stored 15, 16 to 32782 are new and all others are not."""
    assert mobile_node.exchange(mobile_node.binding_update(sequence=15)).status == 0
    for old in (15, 14, 0, 65535, 32783, 40000):
        answer = refuse(home_agent, mobile_node, 135, sequence=old)
        assert answer.sequence == 15, f"the answer to {old} tells the last accepted number"
    assert mobile_node.exchange(mobile_node.binding_update(sequence=16)).status == 0
    assert home_agent.binding(mobile_node.home_address)["sequence"] == 16


def test_the_window_is_32767_wide(home_agent, mobile_node):
    assert mobile_node.exchange(mobile_node.binding_update(sequence=15)).status == 0
    assert mobile_node.exchange(mobile_node.binding_update(sequence=32782)).status == 0
    assert refuse(home_agent, mobile_node, 135, sequence=15).sequence == 32782
    assert mobile_node.exchange(mobile_node.binding_update(sequence=32783 + 100)).status == 0


def test_the_window_wraps(home_agent, mobile_node):
    assert mobile_node.exchange(mobile_node.binding_update(sequence=65535)).status == 0
    assert mobile_node.exchange(mobile_node.binding_update(sequence=0)).status == 0
    assert refuse(home_agent, mobile_node, 135, sequence=65535).sequence == 0
    assert mobile_node.exchange(mobile_node.binding_update(sequence=32767)).status == 0


def test_a_refusal_is_sent_though_no_acknowledgement_was_asked_for(home_agent, registered):
    refuse(home_agent, registered, 135, sequence=registered.sequence, flags="H")


def test_131_from_a_node_that_is_no_home_agent(binaries):
    """`ipv6 mobile` is on, but no interface is a home link; the update is authentic."""
    configuration = f"""\
ipv6 unicast-routing
ipv6 mobile
ipv6 mobile home-agent
 host group everybody
  address {HOME.prefix}::/64
  authentication spi hex 1000 key hex 000102030405060708090a0b0c0d0e0f
interface home0
 ipv6 address 2001:db8:1::1/64
interface wan0
 ipv6 address 2001:db8:f::1/64
ipv6 route ::/0 2001:db8:f::2
end
"""
    with HomeAgent(binaries, configuration) as agent:
        node = agent.fresh_mobile_node()
        answer = node.register()
        assert (answer.status, answer.authenticated) == (131, True)
        assert agent.bindings() == []
        assert node.exchange(node.binding_update(key=None), PATIENCE) is None, "no authorization: silence"
