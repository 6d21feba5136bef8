"""The order of the checks of a Binding Update, told by which of two faults is answered."""

import struct

from scapy.layers.inet6 import ICMPv6ParamProblem, MIP6MH_BE, MIP6OptNonceIndices

from Lab import wire
from Lab.topology import ACCESS1, HOME_AGENT_ADDRESS
from support import ELSEWHERE, VECTORS

MH_TYPE, PAYLOAD_PROTO, HEADER_LEN = 2, 0, 1


def ask(node, packet, match):
    """Sends a packet up to four times, as error messages are rate-limited, until an answer comes; returns it."""
    with node.station.listen(match) as answers:
        for _ in range(4):
            node.station.send(packet)
            if frame := answers.next(1.2):
                return frame.ipv6
    return None


def is_binding_error(frame):
    return frame.mobility_type == 7


def is_parameter_problem(frame):
    return ICMPv6ParamProblem in frame.ipv6


def binding_error(node, packet):
    answer = ask(node, packet, lambda frame: is_binding_error(frame) or is_parameter_problem(frame))
    assert answer is not None, "no answer"
    assert MIP6MH_BE in answer, answer.summary()
    message = bytes(answer)[40:]
    assert len(message) == 24 and message[:4] == bytes([59, 2, 7, 0]) and message[7] == 0
    assert wire.checksum(answer.src, answer.dst, message) == 0
    assert (answer.src, answer.dst) == (HOME_AGENT_ADDRESS, node.care_of_address)
    return answer[MIP6MH_BE]


def parameter_problem(node, packet, pointer, code=0):
    answer = ask(node, packet, lambda frame: is_binding_error(frame) or is_parameter_problem(frame))
    assert answer is not None, "no answer"
    assert ICMPv6ParamProblem in answer, answer.summary()
    problem = answer[ICMPv6ParamProblem]
    assert (problem.code, problem.ptr) == (code, pointer)
    assert (answer.src, answer.dst) == (HOME_AGENT_ADDRESS, node.care_of_address)
    assert wire.checksum(answer.src, answer.dst, bytes(answer)[40:], next_header=58) == 0
    quoted = bytes(answer)[48:]
    assert quoted[:7] == packet[:7] and quoted[8:] == packet[8:], "it quotes the packet"


def changed(node, *changes, home_address=True, **fields):
    """An authentic Binding Update with octets of the Mobility Header changed; its checksum is right."""
    def edit(message):
        for position, value in changes:
            message[position] = value

    return node.binding_update(edit=edit, with_home_address_option=home_address, **fields).packet()


def with_wrong_checksum(packet):
    return packet[:64 + 4] + bytes([packet[64 + 4] ^ 1]) + packet[64 + 5:]


def test_an_unknown_type_is_answered_by_a_binding_error(home_agent, registered):
    error = binding_error(registered, changed(registered, (MH_TYPE, 99)))
    assert (error.status, error.ha) == (2, registered.home_address), "it copies the Home Address option"
    home_agent.assert_alive()


def test_an_unknown_type_without_home_address_option(home_agent, registered):
    packet = wire.enclose(registered.care_of_address, HOME_AGENT_ADDRESS, bytes([59, 1, 99, 0]) + bytes(12))
    error = binding_error(registered, packet)
    assert (error.status, error.ha) == (2, "::")


def test_checksum_before_type(home_agent, registered):
    with home_agent.assert_silence(registered.station, patience=1.2):
        registered.station.send(with_wrong_checksum(changed(registered, (MH_TYPE, 99))))
    binding_error(registered, changed(registered, (MH_TYPE, 99)))


def test_type_before_payload_proto(registered):
    assert binding_error(registered, changed(registered, (MH_TYPE, 99), (PAYLOAD_PROTO, 6))).status == 2


def test_payload_proto_is_answered_by_a_parameter_problem(registered):
    parameter_problem(registered, changed(registered, (PAYLOAD_PROTO, 6)), pointer=64)


def test_payload_proto_before_header_len(registered):
    parameter_problem(registered, short(registered, payload_proto=6), pointer=64)


def test_header_len_is_answered_by_a_parameter_problem(registered):
    parameter_problem(registered, short(registered), pointer=65)


def test_header_len_of_the_vector(home_agent, registered):
    """The vector's Mobility Header, from and for the mobile node at hand."""
    message = bytes.fromhex(VECTORS["x_hlen_bu"]["hex"])[64:]
    packet = wire.enclose(registered.care_of_address, HOME_AGENT_ADDRESS, message, registered.home_address)
    parameter_problem(registered, packet, pointer=VECTORS["x_hlen_bu"]["pointer"])


def short(node, payload_proto=59):
    """A Binding Update of 8 octets: less than its fixed part."""
    message = bytes([payload_proto, 0, 5, 0, 0, 0, 0, 1])
    return wire.enclose(node.care_of_address, HOME_AGENT_ADDRESS, message, node.home_address)


def test_payload_proto_without_home_address_option_points_right_after_the_header(registered):
    message = bytes([6, 1, 5, 0]) + bytes(12)
    packet = wire.enclose(registered.care_of_address, HOME_AGENT_ADDRESS, message)
    parameter_problem(registered, packet, pointer=40)


def with_option(packet, option):
    """A packet without extension headers, behind one with a destination option of six octets, which is at octet 42."""
    assert len(option) == 6
    options = packet[6:7] + b"\0" + option
    return packet[:4] + struct.pack("!HB", len(packet) - 32, 60) + packet[7:40] + options + packet[40:]


def test_an_option_that_asks_for_it_is_answered_by_a_parameter_problem(registered):
    for kind in (0x9e, 0xde):
        packet = registered.binding_update(with_home_address_option=False).packet()
        parameter_problem(registered, with_option(packet, bytes([kind, 4, 1, 2, 3, 4])), pointer=42, code=2)


def test_an_option_that_asks_for_silence(home_agent, registered):
    packet = registered.binding_update(with_home_address_option=False).packet()
    with home_agent.assert_silence(registered.station):
        registered.station.send(with_option(packet, bytes([0x5e, 4, 1, 2, 3, 4])))


def test_checksum_before_payload_proto(home_agent, registered):
    with home_agent.assert_silence(registered.station, patience=1.2):
        registered.station.send(with_wrong_checksum(changed(registered, (PAYLOAD_PROTO, 6))))


def answered(node, status, **fields):
    answer = node.exchange(node.binding_update(**fields))
    assert answer and answer.status == status, answer


def unanswered(home_agent, node, **fields):
    with home_agent.assert_silence(node.station):
        node.station.send(node.binding_update(**fields).packet())


def test_authentication_before_sequence(home_agent, registered):
    unanswered(home_agent, registered, key=None, sequence=registered.sequence)
    answered(registered, 146, key=bytes(16), sequence=registered.sequence)


def test_authentication_before_type_of_registration(home_agent, registered):
    unanswered(home_agent, registered, key=None, flags="A")
    answered(registered, 146, key=bytes(16), flags="A")


def test_authentication_before_home_subnet(home_agent):
    node = home_agent.mobile_node(ELSEWHERE)
    node.move(ACCESS1, "133")
    unanswered(home_agent, node, key=None)
    answered(node, 146, key=bytes(16))


def test_authentication_before_deletion(home_agent, mobile_node):
    unanswered(home_agent, mobile_node, key=None, lifetime=0)
    answered(mobile_node, 146, key=bytes(16), lifetime=0)


def test_care_of_address_before_authentication(home_agent, mobile_node):
    """A care-of address that is none is dropped, even where a wrong authenticator would be answered."""
    unanswered(home_agent, mobile_node, key=bytes(16), alternate="ff02::1")


def test_nonce_indices_before_sequence(home_agent, registered):
    indices = [MIP6OptNonceIndices(olen=4, hni=1, coni=2)]
    unanswered(home_agent, registered, options=indices, sequence=registered.sequence)


def test_sequence_before_type_of_registration(registered):
    answered(registered, 135, flags="A", sequence=registered.sequence)


def test_sequence_before_care_of_address(registered):
    answered(registered, 135, alternate=HOME_AGENT_ADDRESS, sequence=registered.sequence)


def test_sequence_before_deletion(home_agent, registered):
    answered(registered, 135, lifetime=0, sequence=registered.sequence)
    assert home_agent.binding(registered.home_address)


def test_type_of_registration_before_care_of_address(registered):
    answered(registered, 139, flags="A", alternate=HOME_AGENT_ADDRESS)


def test_home_subnet_before_care_of_address(home_agent):
    node = home_agent.mobile_node(ELSEWHERE)
    node.move(ACCESS1, "134")
    answered(node, 132, alternate=HOME_AGENT_ADDRESS)
