"""Standing in for mobile nodes on the home link (RFC 6275 section 10.4.1): what is answered, how, and what is not."""

import pytest
from scapy.layers.inet6 import ICMPv6ND_NA, ICMPv6NDOptDstLLAddr

from Lab import wire
from Lab.topology import HOME, HOME_AGENT_ADDRESS
from support import PATIENCE

NEIGHBOR = HOME.address("50")


@pytest.fixture
def home_agent_link_layer_address(home_agent):
    return home_agent.topology.home_agent.run("cat", "/sys/class/net/home0/address").strip()


def link_local(node):
    return "fe80::" + node.home_address.rsplit(":", 1)[1]


def advertisement(neighbor, target, **how):
    """What answers a solicitation, `None` when nothing does."""
    with neighbor.listen(lambda frame: frame.advertises(target)) as answers:
        neighbor.solicit(target, **how)
        frame = answers.next(PATIENCE)
        assert frame is None or answers.next(0.1) is None, "it is answered once"
    return frame


def check(frame, link_layer_address, *, solicited, destination, override=None):
    """The rules of an advertisement on behalf of a mobile node: never R."""
    assert frame, "no Neighbor Advertisement"
    packet = frame.ipv6
    message = packet[ICMPv6ND_NA]
    assert packet.hlim == 255
    assert wire.checksum(packet.src, packet.dst, frame.packet[40:], next_header=58) == 0
    assert packet.dst == destination
    assert (message.R, message.S) == (0, int(solicited))
    assert override is None or message.O == int(override)
    assert message.res == 0
    assert packet[ICMPv6NDOptDstLLAddr].lladdr == link_layer_address == frame.source
    assert packet.src == HOME_AGENT_ADDRESS or packet.src.startswith("fe80::"), "an address of the home agent's own"


def test_announces_itself_on_registration(mobile_node, neighbor, home_agent_link_layer_address):
    with neighbor.listen(lambda frame: frame.advertises(mobile_node.home_address)) as announcements:
        assert mobile_node.register().status == 0
        frames = announcements.collect(PATIENCE)
    assert 1 <= len(frames) <= 3, "at most MAX_NEIGHBOR_ADVERTISEMENT"
    check(frames[0], home_agent_link_layer_address, solicited=False, destination="ff02::1", override=True)
    assert frames[0].destination == "33:33:00:00:00:01"


def test_announces_nothing_on_refresh(registered, neighbor):
    with neighbor.listen(lambda frame: frame.advertises(registered.home_address)) as announcements:
        announcements.collect(2.5)
        assert registered.register().status == 0
        assert announcements.next(PATIENCE) is None


def test_answers_a_solicitation(registered, neighbor, home_agent_link_layer_address):
    frame = advertisement(neighbor, registered.home_address, source=NEIGHBOR)
    check(frame, home_agent_link_layer_address, solicited=True, destination=NEIGHBOR, override=False)
    assert frame.destination == neighbor.link_layer_address


def test_answers_a_duplicate_address_probe(registered, neighbor, home_agent_link_layer_address):
    frame = advertisement(neighbor, registered.home_address)
    check(frame, home_agent_link_layer_address, solicited=False, destination="ff02::1", override=True)
    assert frame.destination == "33:33:00:00:00:01"


def test_answers_a_unicast_reachability_probe(registered, neighbor, home_agent_link_layer_address):
    frame = advertisement(
        neighbor, registered.home_address, source=NEIGHBOR, destination=registered.home_address,
        to=home_agent_link_layer_address)
    check(frame, home_agent_link_layer_address, solicited=True, destination=NEIGHBOR, override=False)


def test_answers_from_a_link_local_address(registered, neighbor, home_agent_link_layer_address):
    frame = advertisement(neighbor, registered.home_address, source="fe80::50")
    check(frame, home_agent_link_layer_address, solicited=True, destination="fe80::50", override=False)


def test_answers_for_the_link_local_address_with_l_set(mobile_node, neighbor, home_agent_link_layer_address):
    target = link_local(mobile_node)
    with neighbor.listen(lambda frame: frame.advertises(target)) as announcements:
        assert mobile_node.register(flags="AHL").status == 0
        announced = announcements.next(PATIENCE)
    check(announced, home_agent_link_layer_address, solicited=False, destination="ff02::1", override=True)
    frame = advertisement(neighbor, target, source=NEIGHBOR)
    check(frame, home_agent_link_layer_address, solicited=True, destination=NEIGHBOR, override=False)
    mobile_node.deregister()
    assert advertisement(neighbor, target, source=NEIGHBOR) is None


def test_does_not_answer_for_the_link_local_address_without_l(registered, neighbor):
    assert advertisement(neighbor, link_local(registered), source=NEIGHBOR) is None
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR), "though it answers for the home address"


def test_does_not_answer_for_others(registered, neighbor):
    for target in (HOME.address("dead"), "2001:db8:5::1", "fe80::dead"):
        assert advertisement(neighbor, target, source=NEIGHBOR) is None
        assert advertisement(neighbor, target) is None
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR)


def test_does_not_answer_on_other_links(home_agent, registered, attacker):
    assert advertisement(attacker.station, registered.home_address, source=attacker.station.addresses[0]) is None
    home_agent.assert_alive()


def test_does_not_answer_after_deletion(home_agent, registered, neighbor):
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR)
    assert registered.deregister().status == 0
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR) is None
    assert advertisement(neighbor, registered.home_address) is None
    home_agent.assert_alive()


def test_does_not_answer_an_invalid_solicitation(registered, neighbor):
    """RFC 4861 section 7.1.1: hop limit 255, or it came from another link."""
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR, hop_limit=254) is None
    assert advertisement(neighbor, registered.home_address, source=NEIGHBOR)


def test_leaves_the_kernel_to_answer_for_itself(neighbor, home_agent_link_layer_address):
    frame = advertisement(neighbor, HOME_AGENT_ADDRESS, source=NEIGHBOR)
    assert frame and frame.source == home_agent_link_layer_address
    assert frame.ipv6[ICMPv6ND_NA].R == 1, "the home agent is a router"


def test_a_kernel_on_the_home_link_reaches_the_mobile_node(home_agent, registered):
    """The whole of it with a real neighbor: resolve, send, be answered."""
    host = home_agent.topology.namespace("host")
    home_agent.topology.plug(host, "eth0", HOME)
    host.ip(f"address add {HOME.address('51')}/64 dev eth0 nodad")
    assert " 0% packet loss" in host.run("ping", "-c", "3", "-i", "0.2", "-W", "2", registered.home_address)
    assert all(place == registered.care_of_address for place, _ in registered.echo_requests)
