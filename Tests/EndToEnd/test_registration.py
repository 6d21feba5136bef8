"""Home registration: what is accepted, what the acknowledgement says, and what the shell shows of it."""

import time

from scapy.layers.inet6 import MIP6OptMNID, MIP6OptUnknown

from Lab import acknowledgement
from Lab.topology import ACCESS2, HOME_AGENT_ADDRESS
from support import DETECTION, PATIENCE, VECTOR_CARE_OF, VECTOR_HOME, VECTOR_KEY, VECTORS, eventually


def test_registers_a_mobile_node(home_agent, mobile_node):
    update = mobile_node.binding_update(lifetime=150)
    answer = mobile_node.exchange(update)
    assert answer and answer.status == 0
    assert answer.sequence == update.sequence
    assert answer.lifetime == 150
    assert answer.has_routing_header and answer.authenticated
    assert answer.security_parameter_index == 0x1000
    assert not answer.keeps_key_management
    assert answer.refresh_advice is None or answer.refresh_advice < 150


def test_shows_the_binding(home_agent, mobile_node):
    answer = mobile_node.register(lifetime=100)
    binding = home_agent.binding(mobile_node.home_address)
    assert binding["careOfAddress"] == mobile_node.care_of_address
    assert binding["homeAgent"] == HOME_AGENT_ADDRESS
    assert binding["type"] == "home"
    assert binding["sequence"] == answer.sequence
    assert binding["lifetimeGranted"] == 400
    assert 390 <= binding["lifetimeRemaining"] <= 400
    assert binding["interface"] == "home0"
    assert (binding["packetsTunnelled"], binding["octetsTunnelled"]) == (0, 0)
    assert {"state", "flags"} <= binding.keys()
    text = home_agent.daemon.ask("show ipv6 mobile binding")
    assert mobile_node.home_address in text and mobile_node.care_of_address in text


def test_takes_the_alternate_care_of_address(home_agent, mobile_node):
    elsewhere = ACCESS2.address("beef")
    answer = mobile_node.register(alternate=elsewhere)
    assert answer.status == 0
    assert answer.destination == mobile_node.care_of_address, "the acknowledgement goes where the update came from"
    assert home_agent.binding(mobile_node.home_address)["careOfAddress"] == elsewhere


def test_acknowledges_though_no_acknowledgement_was_asked_for(home_agent, mobile_node):
    assert mobile_node.exchange(mobile_node.binding_update(flags="H")).status == 0
    assert mobile_node.exchange(mobile_node.binding_update(flags="H")).status == 0


def test_sets_no_key_management_flag_with_shared_keys(mobile_node):
    answer = mobile_node.exchange(mobile_node.binding_update(flags="AHK"))
    assert answer.status == 0 and not answer.keeps_key_management


def test_skips_unknown_options_and_accepts_an_identifier(home_agent, mobile_node):
    options = [MIP6OptUnknown(otype=200, odata=b"abc"), MIP6OptMNID(id="mn@example.org")]
    elsewhere = ACCESS2.address("cafe")
    assert mobile_node.register(options=options, alternate=elsewhere).status == 0
    assert home_agent.binding(mobile_node.home_address)["careOfAddress"] == elsewhere


def test_ignores_reserved_bits(mobile_node):
    def edit(message):
        message[3] = 0xFF
        message[9] |= 0x01

    assert mobile_node.register(edit=edit).status == 0


def test_grants_the_lifetime_asked_for(home_agent, mobile_node):
    for lifetime in (1, 2, 900, 65535):
        answer = mobile_node.register(lifetime=lifetime)
        assert answer.status == 0 and 0 < answer.lifetime <= lifetime
        assert home_agent.binding(mobile_node.home_address)["lifetimeGranted"] == 4 * answer.lifetime
    assert answer.lifetime == 65535, "nothing limits it here: the prefix is valid for longer"


def test_renews_the_lifetime_on_refresh(home_agent, registered):
    registered.register(lifetime=10)
    time.sleep(1.2)
    assert home_agent.binding(registered.home_address)["lifetimeRemaining"] < 40
    assert registered.register(lifetime=10).lifetime == 10
    assert home_agent.binding(registered.home_address)["lifetimeRemaining"] >= 39


def test_moves_the_binding_without_detecting_duplicates_again(home_agent, registered, neighbor):
    registered.move(ACCESS2)
    with neighbor.listen(lambda frame: frame.probes(registered.home_address)) as probes:
        answer = registered.exchange(registered.binding_update(), timeout=0.8)
        assert answer and answer.status == 0, "an update is acknowledged at once"
        assert probes.next(PATIENCE) is None
    assert home_agent.binding(registered.home_address)["careOfAddress"] == registered.care_of_address


def test_accepts_the_authenticated_vector(home_agent, vector_node):
    """The vector's own octets, from its own care-of address."""
    with vector_node.acknowledgements() as answers:
        vector_node.station.send(bytes.fromhex(VECTORS["auth_bu"]["hex"]))
        frame = answers.next(DETECTION + 2)
    answer = acknowledgement.read(frame.packet, HOME_AGENT_ADDRESS, VECTOR_CARE_OF, VECTOR_KEY)
    assert (answer.status, answer.sequence, answer.lifetime) == (0, 30, 900)
    assert answer.security_parameter_index == 0x100
    binding = home_agent.binding(VECTOR_HOME)
    assert (binding["careOfAddress"], binding["sequence"], binding["lifetimeGranted"]) == (VECTOR_CARE_OF, 30, 3600)


def test_counts_updates_and_acknowledgements_by_status(home_agent, registered):
    before = home_agent.traffic()
    assert registered.exchange(registered.binding_update()).status == 0
    assert registered.exchange(registered.binding_update(sequence=registered.sequence)).status == 135
    after = eventually(
        lambda: (now := home_agent.traffic())["bindingUpdatesReceived"] >= before["bindingUpdatesReceived"] + 2 and now,
        "bindingUpdatesReceived does not count")
    assert after["bindingUpdatesReceived"] == before["bindingUpdatesReceived"] + 2
    for status in ("0", "135"):
        sent = [counters["bindingAcknowledgementsSent"].get(status, 0) for counters in (before, after)]
        assert sent[1] == sent[0] + 1, f"acknowledgements of status {status}: {sent}"
