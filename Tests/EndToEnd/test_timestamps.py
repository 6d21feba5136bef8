"""Timestamps as protection from replay (RFC 4285 section 6), by the clock of the machine."""

import time

import pytest
from scapy.layers.inet6 import MIP6OptReplayProtection

from Lab.topology import ACCESS1, HOME
from support import PATIENCE

KEY = bytes([7] * 16)
HOME_ADDRESS = HOME.address("7a")
SECONDS_1900_TO_1970 = 2_208_988_800


@pytest.fixture(scope="module")
def node(home_agent):
    """A mobile node whose host group asks for timestamps, with an index of its own in each direction."""
    lines = ["enable", "configure terminal", "ipv6 mobile home-agent", "host group stamped", f"address {HOME_ADDRESS}",
             f"authentication inbound-spi hex 1007 outbound-spi decimal 4360 key hex {KEY.hex()} replay within 7"]
    home_agent.daemon.ask(*lines)
    node = home_agent.mobile_node(HOME_ADDRESS, KEY, spi=0x1007)
    node.move(ACCESS1)
    yield node
    node.station.close()
    home_agent.daemon.ask(*lines[:3], "no host group stamped")
    assert not node.complaints


def stamp(offset=0.0):
    """What the mobile node's clock shows, off by so many seconds."""
    return int((time.time() + SECONDS_1900_TO_1970 + offset) * 2**32) & 0xFFFF_FFFF_FFFF_FFFF


def stamped(node, timestamp, **fields):
    """An update with a timestamp."""
    return node.binding_update(options=[MIP6OptReplayProtection(timestamp=timestamp)], **fields)


def test_a_fresh_one_is_accepted_once(home_agent, node):
    timestamp = stamp()
    update = stamped(node, timestamp)
    answer = node.exchange(update)
    assert (answer.status, answer.timestamp, answer.security_parameter_index) == (0, timestamp, 4360)
    assert home_agent.binding(HOME_ADDRESS)
    assert node.exchange(update).status == 144, "the same octets again"
    assert node.exchange(stamped(node, timestamp)).status == 144, "the same timestamp in another message"
    assert node.exchange(stamped(node, stamp())).status == 0


@pytest.mark.parametrize("offset", [-60, 60, -10 * 365 * 86400])
def test_a_stale_one_is_told_the_time(node, offset):
    timestamp = stamp(offset)
    answer = node.exchange(stamped(node, timestamp))
    assert answer.status == 144
    assert abs((answer.timestamp >> 32) - (stamp() >> 32)) <= 1
    assert answer.timestamp & 0xFFFF_FFFF == timestamp & 0xFFFF_FFFF
    corrected = answer.timestamp
    assert node.exchange(stamped(node, max(corrected, stamp()))).status == 0, "with the clock set it goes on"


def test_without_one_it_is_refused(node):
    assert node.exchange(node.binding_update()).status == 145


def test_the_sequence_number_does_not_matter(node):
    assert node.exchange(stamped(node, stamp())).status == 0
    node.sequence = (node.sequence - 100) % (1 << 16)
    assert node.exchange(stamped(node, stamp())).status == 0


def test_an_old_update_does_not_bring_a_binding_back(home_agent, node):
    old = stamped(node, stamp())
    assert node.exchange(old).status == 0
    assert node.exchange(stamped(node, stamp(), lifetime=0)).status == 0
    assert node.exchange(old).status == 144
    assert home_agent.binding(HOME_ADDRESS) is None


def test_the_shell_shows_it_without_the_key(home_agent, node):
    text = home_agent.daemon.ask("show ipv6 mobile host groups stamped")
    assert "hex 1007 (decimal 4103)" in text and "hex 1108 (decimal 4360)" in text
    assert "within 7 seconds" in text
    assert KEY.hex() not in text


def test_nobody_without_the_key_learns_the_time(node):
    update = stamped(node, stamp(60), key=bytes(16))
    answer = node.exchange(update, PATIENCE)
    assert answer is None or (answer.status, answer.timestamp) == (146, None)
