"""Duplicate address detection before a first registration (RFC 6275 section 10.3.1)."""

import socket
import time
from contextlib import contextmanager

import pytest
from scapy.layers.inet6 import ICMPv6ND_NS, ICMPv6NDOptSrcLLAddr

from Lab import wire
from Lab.topology import ACCESS2, HOME, HOME_AGENT_ADDRESS
from support import DETECTION, PATIENCE


def link_local(node):
    """The link-local address with the interface identifier of the home address."""
    return "fe80::" + node.home_address.rsplit(":", 1)[1]


@contextmanager
def somebody_has(neighbor, address):
    """The neighbor uses an address and defends it."""
    neighbor.addresses.append(address)
    try:
        yield
    finally:
        neighbor.addresses.remove(address)


def test_probes_once_and_acknowledges_after_a_second(home_agent, mobile_node, neighbor):
    with neighbor.listen(lambda frame: frame.probes(mobile_node.home_address)) as probes:
        with mobile_node.acknowledgements() as answers:
            update = mobile_node.binding_update()
            mobile_node.station.send(update.packet())
            sent = time.monotonic()
            frame = answers.next(DETECTION + 1)
        seen = probes.collect(PATIENCE)
    assert mobile_node.read(frame, update).status == 0
    assert frame.time - sent > 0.9, "the detection takes a second"
    assert len(seen) == 1, "one probe: DupAddrDetectTransmits is 1"
    probe = seen[0]
    last = socket.inet_pton(socket.AF_INET6, mobile_node.home_address)[13:]
    assert probe.packet[24:40] == bytes.fromhex("ff0200000000000000000001ff") + last
    assert probe.destination == "33:33:ff:" + last.hex(":")
    assert probe.ipv6.hlim == 255
    assert ICMPv6NDOptSrcLLAddr not in probe.ipv6, "no Source Link-Layer Address from the unspecified address"
    assert wire.checksum("::", probe.ipv6.dst, probe.packet[40:], next_header=58) == 0


def test_probes_the_link_local_address_too_when_asked_to(home_agent, mobile_node, neighbor):
    wanted = {mobile_node.home_address, link_local(mobile_node)}
    with neighbor.listen(lambda frame: frame.ipv6.src == "::" and ICMPv6ND_NS in frame.ipv6) as probes:
        assert mobile_node.register(flags="AHL").status == 0
        targets = {frame.ipv6[ICMPv6ND_NS].tgt for frame in probes.collect(PATIENCE)}
    assert targets == wanted


def test_134_when_somebody_defends_the_home_address(home_agent, mobile_node, neighbor):
    with somebody_has(neighbor, mobile_node.home_address):
        update = mobile_node.binding_update()
        answer = mobile_node.exchange(update)
    assert (answer.status, answer.authenticated) == (134, True)
    assert home_agent.binding(mobile_node.home_address) is None
    assert mobile_node.register().status == 0, "once the address is free again it can be registered"


def test_134_when_somebody_defends_the_link_local_address(home_agent, mobile_node, neighbor):
    with somebody_has(neighbor, link_local(mobile_node)):
        assert mobile_node.exchange(mobile_node.binding_update(flags="AHL")).status == 134
        assert home_agent.binding(mobile_node.home_address) is None
        assert mobile_node.register(flags="AH").status == 0, "without L the link-local address is none of its business"


def test_134_when_somebody_probes_for_the_home_address(home_agent, mobile_node, neighbor):
    """Somebody else detects duplicates for the same address at the same time (RFC 4862 section 5.4.3)."""
    with mobile_node.acknowledgements() as answers:
        update = mobile_node.binding_update()
        mobile_node.station.send(update.packet())
        time.sleep(0.3)
        neighbor.solicit(mobile_node.home_address)
        frame = answers.next(DETECTION)
    assert mobile_node.read(frame, update).status == 134
    assert home_agent.binding(mobile_node.home_address) is None


def test_134_whatever_the_acknowledge_bit_says(home_agent, mobile_node, neighbor):
    with somebody_has(neighbor, mobile_node.home_address):
        assert mobile_node.exchange(mobile_node.binding_update(flags="H")).status == 134


def test_an_ordinary_solicitation_is_no_duplicate(home_agent, mobile_node, neighbor):
    """Somebody looks for the mobile node while the detection goes on: that is not using its address."""
    with mobile_node.acknowledgements() as answers:
        update = mobile_node.binding_update()
        mobile_node.station.send(update.packet())
        time.sleep(0.3)
        neighbor.solicit(mobile_node.home_address, source=HOME.address("50"))
        frame = answers.next(DETECTION + 1)
    assert mobile_node.read(frame, update).status == 0


@pytest.mark.parametrize("anew", [False, True], ids=["the same packet", "a new sequence number"])
def test_an_update_repeated_meanwhile_is_acknowledged_once(home_agent, mobile_node, neighbor, anew):
    first = mobile_node.binding_update()
    last = mobile_node.binding_update() if anew else first
    with neighbor.listen(lambda frame: frame.probes(mobile_node.home_address)) as probes:
        with mobile_node.acknowledgements() as answers:
            mobile_node.station.send(first.packet())
            for _ in range(3):
                time.sleep(0.15)
                mobile_node.station.send(last.packet())
            frames = answers.collect(DETECTION + 0.5)
        assert len(frames) == 1, f"{len(frames)} acknowledgements"
        assert len(probes.collect(0.1)) == 1
    answer = mobile_node.read(frames[0], last)
    assert (answer.status, answer.sequence) == (0, last.sequence)
    assert home_agent.binding(mobile_node.home_address)["sequence"] == last.sequence


def test_there_is_no_binding_before_the_detection_ended(home_agent, mobile_node, neighbor):
    """Neither a tunnel nor a defense of the address."""
    mobile_node.station.send(mobile_node.binding_update().packet())
    time.sleep(0.3)
    with neighbor.listen(lambda frame: frame.advertises(mobile_node.home_address)) as advertisements:
        neighbor.solicit(mobile_node.home_address, source=HOME.address("50"))
        assert advertisements.next(0.3) is None
        assert advertisements.next(DETECTION), "and afterwards it is announced"
    assert home_agent.binding(mobile_node.home_address)


def test_other_registrations_go_on_during_a_detection(home_agent, mobile_node):
    home_agent.assert_alive()
    mobile_node.station.send(mobile_node.binding_update().packet())
    started = time.monotonic()
    home_agent.assert_alive()
    assert time.monotonic() - started < 0.8


def during_detection(mobile_node, *others):
    """Sends a first registration and, while it waits, others; returns all the updates and all the answers."""
    with mobile_node.acknowledgements() as answers:
        updates = []
        for fields in ({}, *others):
            updates.append(mobile_node.binding_update(**fields))
            mobile_node.station.send(updates[-1].packet())
            time.sleep(0.2)
        return updates, answers.collect(DETECTION + 0.5)


def test_a_move_during_the_detection(home_agent, mobile_node):
    """The later care-of address is the one that counts, and it alone is acknowledged."""
    first = mobile_node.binding_update()
    mobile_node.station.send(first.packet())
    time.sleep(0.2)
    mobile_node.move(ACCESS2)
    second = mobile_node.binding_update()
    with mobile_node.acknowledgements() as answers:
        mobile_node.station.send(second.packet())
        frames = answers.collect(DETECTION + 0.5)
    assert [mobile_node.read(frame, second).sequence for frame in frames] == [second.sequence]
    assert home_agent.binding(mobile_node.home_address)["careOfAddress"] == mobile_node.care_of_address


def test_forged_updates_during_the_detection_change_nothing(home_agent, mobile_node):
    elsewhere = ACCESS2.address("bad")
    updates, frames = during_detection(
        mobile_node, dict(key=bytes(16), alternate=elsewhere), dict(key=None, alternate=elsewhere),
        dict(key=bytes(16), lifetime=0))
    accepted = [frame for frame in frames if frame.mobility_header[6] == 0]
    assert len(accepted) == 1
    assert mobile_node.read(accepted[0], updates[0]).sequence == updates[0].sequence
    assert home_agent.binding(mobile_node.home_address)["careOfAddress"] == mobile_node.care_of_address


def test_a_deletion_during_the_detection_ends_the_registration(home_agent, mobile_node, neighbor):
    """The mobile node is back before it was ever registered; its address must not be taken from it afterwards."""
    with neighbor.listen(lambda frame: frame.advertises(mobile_node.home_address)) as announcements:
        (_, deletion), frames = during_detection(mobile_node, dict(lifetime=0))
        assert announcements.next(0.1) is None
    assert len(frames) == 1
    answer = mobile_node.read(frames[0], deletion)
    assert (answer.status, answer.lifetime) == (0, 0)
    assert home_agent.binding(mobile_node.home_address) is None


@pytest.mark.parametrize("address", [
    HOME_AGENT_ADDRESS, HOME.address(""), "2001:db8:1:0:fdff:ffff:ffff:fffe"])
def test_134_for_an_address_that_is_the_home_agent_s_own(home_agent, neighbor, address):
    """Its own address and the anycast addresses of the link are in use, whatever key comes with the update."""
    node = home_agent.mobile_node(address)
    node.move(ACCESS2, "134")
    answer = node.register()
    assert answer.status == 134
    assert home_agent.binding(address) is None
    home_agent.assert_alive()
    node.station.close()
