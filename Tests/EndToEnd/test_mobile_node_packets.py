"""The laboratory's mobile node itself: what it writes and how strictly it reads, against the golden vectors."""

import json
from pathlib import Path

import pytest
from scapy.layers.inet6 import IPv6, MIP6MH_BU, MIP6OptMNID

from Lab import acknowledgement
from Lab.acknowledgement import ProtocolError
from Lab.wire import BindingUpdate, authenticator, checksum

FIXTURES = Path(__file__).parent.parent / "Fixtures"
VECTORS = {v["name"]: v for v in json.loads((FIXTURES / "mip6-vectors.json").read_text())["vectors"]}
MACS = {case["name"]: case for case in json.loads((FIXTURES / "crypto.json").read_text())["rfc4285"]}
HOME_AGENT, HOME, CARE_OF = "2001:db8:1::1", "2001:db8:1::100", "2001:db8:2::100"
KEY = bytes.fromhex(MACS["auth_bu"]["key"])


def vector(name):
    return bytes.fromhex(VECTORS[name]["hex"])


UPDATES = {
    "bu_ha_noopt": dict(sequence=2),
    "bu_ha_noack": dict(sequence=3, flags="H", alternate=CARE_OF),
    "bu_ha_k": dict(sequence=4, flags="AHK", alternate=CARE_OF),
    "bu_ha_delete_home": dict(
        sequence=7, flags="AHL", lifetime=0, source=HOME, with_home_address_option=False),
    "bu_ha_delete_home_hao": dict(sequence=7, lifetime=0, source=HOME),
    "bu_ha_delete_away": dict(sequence=8, lifetime=0),
    "auth_bu": dict(
        sequence=30, alternate=CARE_OF, key=KEY, security_parameter_index=256,
        options=[MIP6OptMNID(id="mn1@example.org")]),
}


@pytest.mark.parametrize("name", UPDATES)
def test_writes_binding_updates_as_the_vectors_have_them(name):
    usual = dict(home_address=HOME, source=CARE_OF, home_agent=HOME_AGENT, lifetime=900)
    update = BindingUpdate(**usual | UPDATES[name])
    assert update.packet().hex() == VECTORS[name]["hex"]


@pytest.mark.parametrize("case", MACS.values(), ids=MACS.keys())
def test_computes_the_worked_authenticators(case):
    data = bytes.fromhex(case["mobility_data"])
    assert authenticator(bytes.fromhex(case["key"]), CARE_OF, HOME, data[32:]).hex() == case["auth_data"]


def test_authentication_ends_the_message_whatever_comes_before_it():
    for length in range(1, 20):
        options = [MIP6OptMNID(id="n" * length)]
        packet = BindingUpdate(HOME, CARE_OF, HOME_AGENT, 1, key=KEY, options=options).packet()
        message = packet[64:]
        assert len(message) == 8 * (message[1] + 1)
        assert message[-19:-16] == b"\x09\x11\x01"
        assert checksum(HOME, HOME_AGENT, message) == 0
        assert IPv6(packet)[MIP6MH_BU].options[-1].mspi == 0x1000


ACKNOWLEDGEMENTS = {
    "ba_ha_ok_plain": (0, True), "ba_ha_1": (1, True), "ba_ha_128": (128, True), "ba_ha_129": (129, True),
    "ba_ha_131": (131, True), "ba_ha_132": (132, True), "ba_ha_133": (133, True), "ba_ha_134": (134, True),
    "ba_ha_139": (139, True), "ba_ha_174": (174, True), "ba_ha_delete_home": (0, False),
    "auth_ba_144": (144, True), "auth_ba_145": (145, True), "auth_ba_146": (146, True),
}


@pytest.mark.parametrize("name", ACKNOWLEDGEMENTS)
def test_reads_the_binding_acknowledgements_of_the_vectors(name):
    status, has_routing_header = ACKNOWLEDGEMENTS[name]
    answer = acknowledgement.read(vector(name), HOME_AGENT, CARE_OF, KEY)
    assert (answer.status, answer.has_routing_header) == (status, has_routing_header)
    assert answer.home_address == HOME
    assert answer.authenticated == name.startswith("auth")


@pytest.mark.parametrize("name", ["ba_ha_ok_plain", "ba_ha_delete_home", "auth_ba_146"])
def test_refuses_a_binding_acknowledgement_with_any_octet_changed(name):
    """Every octet counts but the flow label, the hop limit, and the care-of address, which is left to be compared."""
    packet = vector(name)
    compared = range(24, 40) if packet[6] == 43 else ()
    for position in set(range(4, len(packet))) - {7, *compared}:
        changed = bytearray(packet)
        changed[position] ^= 0x41
        with pytest.raises(ProtocolError):
            acknowledgement.read(bytes(changed), HOME_AGENT, CARE_OF, KEY)


@pytest.mark.parametrize("name", ["ba_ha_ok_plain", "ba_ha_delete_home", "auth_ba_146"])
def test_refuses_a_binding_acknowledgement_cut_short_anywhere(name):
    packet = vector(name)
    for length in range(len(packet)):
        with pytest.raises(ProtocolError):
            acknowledgement.read(packet[:length], HOME_AGENT, CARE_OF, KEY)


def test_refuses_an_authenticator_made_with_another_key_or_care_of_address():
    with pytest.raises(ProtocolError):
        acknowledgement.read(vector("auth_ba_146"), HOME_AGENT, CARE_OF, bytes(16))
    with pytest.raises(ProtocolError):
        acknowledgement.read(vector("auth_ba_146"), HOME_AGENT, "2001:db8:3::100", KEY)
