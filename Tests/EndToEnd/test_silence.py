"""Updates that are dropped without a word, without a binding, and counted."""

import pytest
from scapy.layers.inet6 import MIP6OptNonceIndices

from Lab import wire
from Lab.topology import HOME_AGENT_ADDRESS
from support import DETECTION, PATIENCE, VECTOR_HOME, VECTORS

INVALID = [
    "x_cksum_hoti", "x_trunc", "x_opt_no_len", "x_altcoa_mcast", "x_altcoa_loopback", "x_altcoa_is_hoa",
    "x_src_linklocal", "x_hoa_mcast", "x_hoa_not_home", "x_ha_nonce", "x_cn_no_bad", "x_cn_bad_padded", "x_hoti_hao",
    "x_mps_no_hao", "x_nemo_no_h",
]


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_vector(home_agent, vector_node, attacker, neighbor, name):
    packet = wire.redirected(bytes.fromhex(VECTORS[name]["hex"]), HOME_AGENT_ADDRESS)
    before = home_agent.binding(VECTOR_HOME)
    with home_agent.assert_silence(vector_node.station, attacker.station, neighbor):
        attacker.deliver(packet)
    assert home_agent.binding(VECTOR_HOME) == before
    assert home_agent.binding("2001:db8:ffff::1") is None


# A bridge with netfilter, which the laboratory's links may be, drops x_trunc before the home agent can count it.
@pytest.mark.parametrize("name", [name for name in INVALID if name not in ("x_mps_no_hao", "x_trunc")])
def test_an_invalid_vector_is_counted(home_agent, attacker, name):
    packet = wire.redirected(bytes.fromhex(VECTORS[name]["hex"]), HOME_AGENT_ADDRESS)
    with home_agent.assert_counted():
        attacker.deliver(packet)


def silent(home_agent, node, **fields):
    """One update, met with silence wherever an answer could go, and without a trace in the binding cache."""
    before = home_agent.binding(node.home_address)
    patience = DETECTION if before is None else PATIENCE
    with home_agent.assert_silence(node.station, patience=patience), home_agent.assert_counted():
        node.station.send(node.binding_update(**fields).packet())
    after = home_agent.binding(node.home_address)
    for binding in filter(None, (before, after)):
        del binding["lifetimeRemaining"]
    assert after == before


UNAUTHENTIC = {
    "no authentication": dict(key=None),
    "no authentication, deletion": dict(key=None, lifetime=0),
    "unknown SPI": dict(security_parameter_index=0x4242),
    "reserved SPI": dict(security_parameter_index=0x42),
    "SPI of another group": dict(security_parameter_index=0x1001),
}
CARE_OF = {f"care-of address {address}": dict(alternate=address)
           for address in ("ff02::1", "ff0e::5", "::1", "::", "fe80::1")}
OTHERS = {"nonce indices": dict(options=[MIP6OptNonceIndices(olen=4, hni=1, coni=2)])}


@pytest.mark.parametrize("fields", (cases := UNAUTHENTIC | CARE_OF | OTHERS).values(), ids=cases.keys())
def test_an_update_of_a_node_without_a_binding(home_agent, mobile_node, fields):
    silent(home_agent, mobile_node, **fields)


@pytest.mark.parametrize("fields", cases.values(), ids=cases.keys())
def test_an_update_of_a_node_with_a_binding(home_agent, registered, fields):
    silent(home_agent, registered, **fields)


def overrun(message):
    """An option in the middle claims to be longer than the message."""
    message[13] = 0xFF


def short_alternate(message):
    """The Alternate Care-of Address option has a length that is not its own."""
    message[13] = 12


@pytest.mark.parametrize("edit", [overrun, short_alternate])
def test_broken_options_of_an_authentic_update(home_agent, registered, edit):
    silent(home_agent, registered, alternate=registered.care_of_address, edit=edit)


def test_octets_after_the_authentication(home_agent, registered):
    update = registered.binding_update()
    message = bytearray(update.message() + b"\x01\x06" + bytes(6))
    message[1] += 1
    packet = wire.enclose(update.source, update.home_agent, bytes(message), update.home_address)
    before = home_agent.binding(registered.home_address)["sequence"]
    with registered.acknowledgements() as answers:
        registered.station.send(packet)
        frame = answers.next(PATIENCE)
    assert frame is None or registered.read(frame, update).status >= 128
    assert home_agent.binding(registered.home_address)["sequence"] == before
    home_agent.assert_alive()


def test_a_wrong_checksum(home_agent, registered):
    update = registered.binding_update()
    with home_agent.assert_silence(registered.station), home_agent.assert_counted():
        message = bytearray(update.message())
        registered.station.send(wire.carry(update.source, update.home_agent, bytes(message), update.home_address))
    assert home_agent.binding(registered.home_address)["sequence"] != update.sequence


def test_a_home_address_option_of_the_wrong_length(home_agent, registered, attacker):
    packet = bytearray(registered.binding_update().packet())
    assert packet[46] == 0xC9
    packet[47] = 8
    with registered.acknowledgements() as answers:
        attacker.deliver(bytes(packet))
        assert answers.next(PATIENCE) is None
    home_agent.assert_alive()


def test_every_truncation_of_an_authentic_update(home_agent, registered, attacker):
    """The packet ends early, with a Payload Length that says so: nothing of it is accepted, nothing breaks."""
    packet = registered.binding_update(alternate=registered.care_of_address).packet()
    before = home_agent.binding(registered.home_address)["sequence"]
    with registered.acknowledgements() as answers:
        for length in range(40, len(packet)):
            cut = packet[:4] + (length - 40).to_bytes(2, "big") + packet[6:length]
            attacker.deliver(cut)
        assert answers.next(PATIENCE) is None
    assert home_agent.binding(registered.home_address)["sequence"] == before
    home_agent.assert_alive()
