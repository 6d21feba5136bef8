"""Giving a binding up: from abroad, from home, by expiry, by the operator; and what is remembered of it."""

import time

import pytest
from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6

from Lab.topology import ACCESS2, HOME
from support import PATIENCE, eventually


def gone(home_agent, node):
    """The binding is not shown as one that carries traffic any more."""
    return home_agent.binding(node.home_address) is None


def test_from_abroad(home_agent, registered):
    answer = registered.deregister()
    assert (answer.status, answer.lifetime, answer.refresh_advice) == (0, 0, None)
    assert answer.has_routing_header and answer.destination == registered.care_of_address
    assert answer.authenticated
    assert gone(home_agent, registered)
    assert registered.deregister().status == 133


def test_from_another_care_of_address(home_agent, registered):
    registered.move(ACCESS2)
    answer = registered.deregister()
    assert (answer.status, answer.lifetime) == (0, 0)
    assert gone(home_agent, registered)


@pytest.mark.parametrize("with_home_address_option", [False, True], ids=["without", "with"])
def test_at_home_with_or_without_home_address_option(home_agent, registered, with_home_address_option):
    node = registered
    answer = node.register(lifetime=0, to=node.arrive_home(), with_home_address_option=with_home_address_option)
    assert (answer.status, answer.lifetime, answer.refresh_advice) == (0, 0, None)
    assert not answer.has_routing_header and answer.destination == node.home_address
    assert answer.authenticated
    assert gone(home_agent, node)


def test_returning_home(home_agent, registered):
    """The home agent defends the address until the update is there, and the mobile node has it afterwards."""
    assert registered.return_home().status == 0
    assert registered.is_at_home
    output = home_agent.topology.correspondent.run("ping", "-c", "3", "-i", "0.2", "-W", "2", registered.home_address)
    assert " 0% packet loss" in output
    assert {place for place, _ in registered.echo_requests} == {None}, "they reach it at home, not through a tunnel"


def test_a_refused_deregistration_at_home_reaches_the_mobile_node(home_agent, registered):
    """Its acknowledgement must not end at the home agent's own defense of the address (RFC 6275 section 10.3.2)."""
    node = registered
    sequence = node.sequence
    router = node.arrive_home()
    update = node.binding_update(lifetime=0, sequence=sequence, with_home_address_option=False)
    answer = node.exchange(update, to=router)
    assert answer and (answer.status, answer.sequence) == (135, sequence)
    assert not gone(home_agent, node)


def test_going_away_and_coming_back_again(home_agent, registered):
    for link in (ACCESS2, ACCESS2):
        assert registered.return_home().status == 0
        registered.move(link)
        assert registered.register().status == 0
        assert home_agent.binding(registered.home_address)["careOfAddress"] == registered.care_of_address


def test_the_number_of_a_deleted_binding_is_kept_for_ten_seconds(home_agent, registered):
    """A delayed old update must not bring the binding back (RFC 6275 section 10.3.2)."""
    old = registered.binding_update(sequence=registered.sequence)
    deletion = registered.deregister()
    deleted = time.monotonic()
    answer = registered.exchange(old)
    assert answer and (answer.status, answer.sequence) == (135, deletion.sequence)
    assert answer.has_routing_header and answer.authenticated
    assert gone(home_agent, registered)
    time.sleep(max(0.0, deleted + 9.0 - time.monotonic()))
    assert registered.exchange(old).status == 135, "nine seconds later"
    time.sleep(max(0.0, deleted + 10.8 - time.monotonic()))
    answer = registered.exchange(old)
    assert answer and answer.status == 0, "after ten seconds any number will do"


def test_a_new_number_brings_a_deleted_binding_back_at_once(home_agent, registered, neighbor):
    registered.deregister()
    with neighbor.listen(lambda frame: frame.probes(registered.home_address)) as probes:
        assert registered.register().status == 0
        assert probes.next(PATIENCE), "there was no binding any more: duplicates are detected again"


def test_expiry(home_agent, mobile_node, neighbor, correspondent):
    """The shortest lifetime there is, 4 seconds: afterwards there is nothing of the binding."""
    assert mobile_node.register(lifetime=1).lifetime == 1
    accepted = time.monotonic()
    time.sleep(3.0)
    assert home_agent.binding(mobile_node.home_address)["lifetimeRemaining"] <= 1
    eventually(lambda: gone(home_agent, mobile_node), "the binding outlives its lifetime", timeout=2.0)
    assert 3.8 < time.monotonic() - accepted < 5.0
    with neighbor.listen(lambda frame: frame.advertises(mobile_node.home_address)) as advertisements:
        neighbor.solicit(mobile_node.home_address, source=HOME.address("50"))
        assert advertisements.next(PATIENCE) is None
    with mobile_node.tunnel() as arrivals:
        correspondent.send(IPv6(src=correspondent.addresses[0], dst=mobile_node.home_address) / ICMPv6EchoRequest())
        assert arrivals.next(PATIENCE) is None
    assert mobile_node.register().status == 0


def test_a_refresh_puts_the_expiry_off(home_agent, mobile_node):
    assert mobile_node.register(lifetime=1).status == 0
    for _ in range(3):
        time.sleep(2)
        assert mobile_node.exchange(mobile_node.binding_update(lifetime=1)).status == 0
    assert home_agent.binding(mobile_node.home_address)


@pytest.mark.parametrize("selector", ["home-address {home}/128", "care-of-address {care_of}/128"])
def test_cleared_by_the_operator(home_agent, registered, another, neighbor, selector):
    home_agent.daemon.ask("clear ipv6 mobile binding " + selector.format(
        home=registered.home_address, care_of=registered.care_of_address))
    assert gone(home_agent, registered)
    assert home_agent.binding(another.home_address), "the other one stays"
    with neighbor.listen(lambda frame: frame.advertises(registered.home_address)) as advertisements:
        neighbor.solicit(registered.home_address, source=HOME.address("50"))
        assert advertisements.next(PATIENCE) is None
    assert registered.register().status == 0


@pytest.mark.parametrize("selector", ["home-address ::/0", "care-of-address 2001:db8:2::/64", "interface home0"])
def test_many_cleared_by_the_operator(home_agent, registered, another, selector):
    home_agent.daemon.ask(f"clear ipv6 mobile binding {selector}")
    assert gone(home_agent, registered) and gone(home_agent, another)
    home_agent.assert_alive()
