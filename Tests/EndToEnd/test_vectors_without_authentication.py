"""`authentication optional`: the vectors that have no authentication, octet by octet as they are."""

import pytest

from Lab import acknowledgement
from Lab.topology import ACCESS1, HOME_AGENT_ADDRESS
from support import CONFIGURATION, DETECTION, VECTOR_CARE_OF, VECTOR_HOME, VECTORS, HomeAgent


@pytest.fixture
def lenient(binaries):
    """A home agent that takes anybody, as the survey's did, and that remembers nobody."""
    lines = CONFIGURATION.splitlines(keepends=True)
    groups = [i for i, line in enumerate(lines) if line.startswith((" host", "  "))]
    configuration = "".join(lines[:groups[0]] + [" authentication optional\n"] + lines[groups[-1] + 1:])
    with HomeAgent(binaries, configuration) as agent:
        yield agent


@pytest.fixture
def node(lenient):
    """The mobile node of the vectors."""
    node = lenient.mobile_node(VECTOR_HOME, key=None)
    node.move(ACCESS1)
    assert node.care_of_address == VECTOR_CARE_OF
    return node


def play(node, name, to=None):
    """Sends a vector as it is; returns what answers it and the answer, strictly read."""
    with node.acknowledgements() as answers:
        node.station.send(bytes.fromhex(VECTORS[name]["hex"]), to)
        frame = answers.next(DETECTION + 2)
    assert frame, f"no answer to {name}"
    return frame, acknowledgement.read(frame.packet, HOME_AGENT_ADDRESS)


def test_registrations_and_a_deletion_from_abroad(lenient, node):
    assert "authentication" in lenient.daemon.log.lower(), "it warns of what it does"
    for name, sequence in {"bu_ha_noopt": 2, "bu_ha_noack": 3, "bu_ha_k": 4, "bu_ha_unknown_opt": 6}.items():
        _, answer = play(node, name)
        assert (answer.status, answer.sequence, answer.lifetime) == (0, sequence, 900), name
        assert (answer.destination, answer.has_routing_header) == (VECTOR_CARE_OF, True), name
        assert not answer.authenticated and not answer.keeps_key_management, name
        binding = lenient.binding(VECTOR_HOME)
        assert (binding["careOfAddress"], binding["sequence"]) == (VECTOR_CARE_OF, sequence), name
    _, answer = play(node, "bu_ha_delete_away")
    assert (answer.status, answer.lifetime, answer.has_routing_header) == (0, 0, True)
    assert lenient.binding(VECTOR_HOME) is None


@pytest.mark.parametrize("name", ["bu_ha_delete_home", "bu_ha_delete_home_hao"])
def test_a_deletion_from_home(lenient, node, name):
    play(node, "bu_ha_noopt")
    frame, answer = play(node, name, to=node.arrive_home())
    assert (answer.status, answer.lifetime, answer.sequence) == (0, 0, 7)
    assert (answer.destination, answer.has_routing_header) == (VECTOR_HOME, False)
    assert frame.packet[40:].hex() == VECTORS["ba_ha_delete_home"]["hex"][80:], "the answer is a vector, too"
    assert lenient.binding(VECTOR_HOME) is None


def test_refusals(lenient, node):
    assert play(node, "x_altcoa_is_hoa")[1].status == 174
    assert play(node, "x_hoa_not_home")[1].status == 132
    assert lenient.bindings() == []
