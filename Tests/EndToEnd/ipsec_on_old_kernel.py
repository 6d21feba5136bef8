"""ESP between mobile nodes and the home agent, with keys that are written down: on the old kernel, which has ESP.

`make test` runs this by Tests/OldKernel; the name keeps it from what runs on the machine's own kernel.
"""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from scapy.layers.inet6 import HAO, ICMPv6MPAdv, ICMPv6MPSol, IPv6, IPv6ExtHdrDestOpt
from scapy.layers.inet import UDP
from scapy.packet import Raw

from Lab.laboratory import KEY
from Lab.protected_node import KeyRing, Keys, ProtectedNode
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, HOME, HOME_AGENT_ADDRESS
from Lab.wire import enclose
from support import CONFIGURATION, HomeAgent, eventually

ROUTES = "  ipsec protect return-routability\n"
PAYLOAD = "  ipsec protect payload\n"
BOTH = f"  authentication spi hex 1000 key hex {KEY.hex()}\n"
#: What a group has beside its associations, and their transforms, for each home address.
NODES = [("", "cbc"), ("", "gcm"), ("", "null"), (ROUTES, "cbc"), (ROUTES + PAYLOAD, "cbc"), ("", "cbc"), ("", "cbc"),
         ("", "cbc"), ("", "cbc"), (ROUTES, "cbc"), ("", "cbc"), (BOTH, "cbc"), ("", "cbc"),
         (ROUTES, "cbc")]
#: Those that come all at once.
CROWD = range(len(NODES), len(NODES) + 8)
NODES += [("", transform) for _, transform in zip(CROWD, 4 * ["cbc", "gcm"])]
#: A thief, whom it would like to be, one more of these, whose payload is protected, and a third.
COMPANY = range(len(NODES), len(NODES) + 4)
NODES += [(ROUTES, "cbc"), ("", "cbc"), (ROUTES + PAYLOAD, "cbc"), ("", "cbc")]
KEYS = [KeyRing(0x2000 + 16 * number, transform) for number, (_, transform) in enumerate(NODES)]
ADDRESSES = [HOME.address(f"e{number:x}") for number in range(len(NODES))]
GROUPS = "".join(f" host group esp{number}\n  address {ADDRESSES[number]}\n{KEYS[number].lines}{NODES[number][0]}"
                 for number in range(len(NODES)))
PROTECTED = CONFIGURATION.replace("interface home0\n", " authentication required\n" + GROUPS + "interface home0\n")


@pytest.fixture(scope="module")
def agent(binaries):
    """One home agent for all of this."""
    with HomeAgent(binaries, PROTECTED) as agent:
        yield agent


@pytest.fixture
def make(agent):
    """Makes the mobile node of a number, on the first foreign link."""
    made = []

    def node(number, link=ACCESS1):
        made.append(ProtectedNode(agent.topology, ADDRESSES[number], KEYS[number]))
        made[-1].move(link)
        return made[-1]

    yield node
    for node in made:
        node.station.close()
        assert not node.complaints


def states(agent):
    """The kernel's associations, without how many packets went by each."""
    told = agent.topology.home_agent.run("ip", "xfrm", "state")
    return sorted(re.split(r"^(?=src )", re.sub(r".*anti-replay context.*\n", "", told), flags=re.MULTILINE))


def count(agent, kind, name):
    """A counter of traffic."""
    return agent.traffic()[kind][name]


def assert_no_binding(agent, node, kind, name, send):
    """What is sent makes no binding, brings no answer, and is counted under its own name."""
    before = count(agent, kind, name)
    with node.station.listen(lambda frame: frame.ipv6.src == node.home_agent and frame.next_header in (43, 135)) as heard:
        send()
        eventually(lambda: count(agent, kind, name) > before, f"{name} does not count")
        assert not heard.collect(0.3)
    assert agent.binding(node.home_address) is None


@pytest.mark.parametrize("number", [0, 1, 2])
def test_registration_handover_and_coming_home_touch_no_association(agent, make, number):
    """AES-CBC, AES-GCM, and no encryption."""
    before, node = states(agent), make(number)
    assert node.register().status == 0
    assert agent.binding(node.home_address)["careOfAddress"] == node.care_of_address
    node.move(ACCESS2)
    assert node.register().status == 0
    assert agent.binding(node.home_address)["careOfAddress"] == node.care_of_address
    assert node.return_home().status == 0
    assert agent.binding(node.home_address) is None
    assert states(agent) == before


def test_many_nodes_come_and_move_at_once(agent, make):
    """None is taken for another, and none's associations change."""
    before, nodes = states(agent), [make(number) for number in CROWD]
    with ThreadPoolExecutor(len(nodes)) as pool:
        for link in (ACCESS1, ACCESS2):
            for node in nodes:
                node.move(link)
            assert [answer.status for answer in pool.map(ProtectedNode.register, nodes)] == [0] * len(nodes)
            bindings = {binding["homeAddress"]: binding["careOfAddress"] for binding in agent.bindings()}
            assert bindings.items() >= {node.home_address: node.care_of_address for node in nodes}.items()
    assert states(agent) == before


def test_either_proof_makes_a_binding(agent, make):
    """ESP, and the authentication of RFC 4285, where both are configured."""
    node, plain = make(11), agent.mobile_node(ADDRESSES[11], KEY)
    plain.sequence = node.sequence
    plain.move(ACCESS2)
    assert plain.register().status == 0
    assert agent.binding(node.home_address)["careOfAddress"] == plain.care_of_address
    node.sequence = plain.sequence
    assert node.register().status == 0
    assert agent.binding(node.home_address)["careOfAddress"] == node.care_of_address
    plain.station.close()


def test_debugging_tells_what_esp_proved_and_what_came_without_it(agent, make):
    node = make(12)
    agent.daemon.ask("configure terminal", "logging buffered 65536 debugging")
    agent.daemon.ask("clear logging", "debug ipv6 mobile ipsec")
    assert node.register().status == 0
    node.station.send(node.binding_update().packet())
    for words in ("authentic by ESP", "it did not come under ESP"):
        eventually(lambda: words in agent.daemon.ask("show logging"), f"debugging does not say: {words}")
    agent.daemon.ask("undebug all")


def test_associations_are_shown_without_their_keys(agent, make):
    node = make(0)
    assert node.register().status == 0
    told = json.loads(agent.daemon.ask("show ipv6 mobile security-associations | json"))["securityAssociations"]
    shown = {one["securityParameterIndex"]: one for one in told}
    assert len(shown) == 4 * len(NODES)
    inbound = shown[KEYS[0].inbound.spi]
    assert (inbound["homeAddress"], inbound["direction"], inbound["mode"]) == (node.home_address, "inbound", "transport")
    assert inbound["packets"] > 0
    said = "".join(agent.daemon.ask("enable", command) for command in (
        "show running-config", "show startup-config", "show ipv6 mobile security-associations",
        "show ipv6 mobile security-associations | json", "show ipv6 mobile host groups", "show logging")) + agent.daemon.log
    for ring in KEYS:
        for keys in (ring.inbound, ring.outbound, ring.tunnel_inbound, ring.tunnel_outbound):
            assert keys.integrity.hex() not in said and keys.encryption.hex() not in said


def test_a_replayed_update_is_refused_under_esp(agent, make):
    node = make(5)
    update = node.binding_update(lifetime=150)
    assert node.exchange(update, timeout=5).status == 0
    before = count(agent, "refused", "sequenceNumber")
    assert node.exchange(update).status == 135
    assert count(agent, "refused", "sequenceNumber") == before + 1


def test_a_refusal_reaches_a_node_that_is_at_home_again(agent, make):
    """While its binding stands, neighbor discovery would lead back to the home agent."""
    node = make(10)
    assert node.register().status == 0
    home_agent, past = node.arrive_home(), node.sequence - 1
    update = node.binding_update(lifetime=0, sequence=past, with_home_address_option=False, alternate=None)
    assert node.exchange(update, to=home_agent).status == 135
    assert agent.binding(node.home_address)
    assert node.register(lifetime=0, to=home_agent, with_home_address_option=False).status == 0


def test_an_unprotected_update_makes_no_binding(agent, make):
    node = make(6)
    assert_no_binding(agent, node, "dropped", "protectionMissing",
                      lambda: node.station.send(node.binding_update().packet()))


def test_a_wrongly_keyed_update_makes_no_binding(agent, make):
    node = make(6)
    wrong = Keys(KEYS[6].inbound.spi)
    assert_no_binding(agent, node, "forwarding", "ipsecNotAuthentic",
                      lambda: node.station.send(node.protect(node.binding_update().packet(), wrong)))


def test_an_unknown_association_makes_no_binding(agent, make):
    node = make(6)
    assert_no_binding(agent, node, "forwarding", "ipsecUnknownSecurityParameterIndex",
                      lambda: node.station.send(node.protect(node.binding_update().packet(), Keys(0x7777))))


def test_an_update_by_the_association_of_another_makes_no_binding(agent, make):
    node = make(6)
    assert_no_binding(agent, node, "forwarding", "ipsecAssociationOfOthers",
                      lambda: node.station.send(node.protect(node.binding_update().packet(), KEYS[7].inbound)))


def test_nobody_else_writes_where_a_packet_came_from(agent, make):
    """The option that the forwarding plane puts there."""
    node = make(6)
    packet = bytearray(node.protect(node.binding_update().packet()))
    packet[packet.index(0xC9, 40)] = 0x1E
    assert_no_binding(agent, node, "forwarding", "protectedPacketForged", lambda: node.station.send(bytes(packet)))


def test_prefixes_are_asked_for_and_told_under_esp(agent, make):
    node = make(8)
    assert node.register().status == 0
    question = (IPv6(src=node.care_of_address, dst=HOME_AGENT_ADDRESS)
                / IPv6ExtHdrDestOpt(options=[HAO(hoa=node.home_address)]) / ICMPv6MPSol(id=0x4321))
    before = count(agent, "dropped", "protectionMissing")
    node.station.send(question)
    eventually(lambda: count(agent, "dropped", "protectionMissing") == before + 1, "it does not count")
    with node.station.listen(node.is_protected) as answers:
        node.station.send(node.protect(question))
        frame = answers.next()
    assert frame, "no answer"
    packet = IPv6(node.disclose(frame.packet))
    assert packet[ICMPv6MPAdv].id == 0x4321


def run_home_test(agent, node, sent):
    """Sends a Home Test Init to the correspondent, and returns what of the answer reaches the correspondent's node."""
    cookie = os.urandom(8)
    message = bytes([59, 1, 1, 0, 0, 0, 0, 0]) + cookie
    packet = IPv6(enclose(node.home_address, CORRESPONDENT.address("50"), message))
    return cookie, sent(packet)


@pytest.fixture(scope="module")
def correspondent(agent):
    """A station far away."""
    return agent.topology.station(CORRESPONDENT, CORRESPONDENT.address("50"))


def test_return_routability_goes_through_esp(agent, make, correspondent):
    node = make(3)
    assert node.register().status == 0
    _, packet = run_home_test(agent, node, lambda packet: packet)
    with correspondent.listen(lambda frame: frame.mobility_type == 1) as inits:
        node.station.send(node.protected_tunnel(packet))
        init = inits.next()
        assert init and init.ipv6.src == node.home_address
    answer = IPv6(enclose(CORRESPONDENT.address("50"), node.home_address, bytes([59, 2, 3, 0, 0, 0, 0, 0]) + bytes(16)))
    with node.station.listen(node.comes_through_protected_tunnel) as tests:
        correspondent.send(answer)
        frame = tests.next()
        assert frame, "the Home Test does not come under ESP"
        assert bytes(node.out_of_tunnel(frame))[8:] == bytes(answer)[8:]
    # After a handover, by the same associations.
    node.move(ACCESS2)
    assert node.register().status == 0
    with node.station.listen(node.comes_through_protected_tunnel) as tests:
        correspondent.send(answer)
        assert tests.next(), "the Home Test does not follow the node"
    # Everything else goes as ever.
    with node.tunnel() as tunnel:
        correspondent.send(IPv6(src=CORRESPONDENT.address("50"), dst=node.home_address) / UDP(dport=9) / Raw(b"plain"))
        assert tunnel.next(), "payload does not come"


def test_a_home_test_init_in_the_clear_goes_no_further(agent, make, correspondent):
    node = make(9)
    assert node.register().status == 0
    _, packet = run_home_test(agent, node, lambda packet: packet)
    before = count(agent, "forwarding", "ipsecProtectionMissing")
    with correspondent.listen(lambda frame: frame.mobility_type == 1) as inits:
        node.station.send(node.tunnelled(packet))
        eventually(lambda: count(agent, "forwarding", "ipsecProtectionMissing") > before, "it does not count")
        assert not inits.collect(0.3)


def test_a_tunnel_is_nobody_elses(agent, make, correspondent):
    """What a node sends by its own association is not from the home address of another."""
    node = make(13)
    assert node.register().status == 0
    before = count(agent, "forwarding", "ipsecAssociationOfOthers")
    stolen = IPv6(src=ADDRESSES[4], dst=CORRESPONDENT.address("50")) / UDP(dport=9) / Raw(b"stolen")
    with correspondent.listen(lambda frame: b"stolen" in frame.packet) as inbox:
        node.station.send(node.protected_tunnel(stolen))
        eventually(lambda: count(agent, "forwarding", "ipsecAssociationOfOthers") > before, "it does not count")
        assert not inbox.collect(0.3)


def test_nobody_speaks_for_another_to_a_third(agent, make):
    """What the forwarding plane would hand on to a mobile node at once is looked at by the kernel first."""
    thief, plain, protected, third = nodes = [make(number) for number in COMPANY]
    for node in nodes:
        assert node.register().status == 0

    def to_third(source, word):
        return IPv6(src=source.home_address, dst=third.home_address) / UDP(dport=9) / Raw(word)

    with third.station.listen(lambda frame: b"stolen" in frame.packet) as inbox:
        for owner in (plain, protected):
            thief.station.send(thief.protected_tunnel(to_third(owner, b"stolen")))
        protected.station.send(protected.tunnelled(to_third(protected, b"stolen")))
        protected.station.send(to_third(protected, b"stolen"))
        assert not inbox.collect(0.5)
    for node, send in ((plain, plain.tunnelled), (protected, protected.protected_tunnel)):
        with third.station.listen(lambda frame: b"own" in frame.packet) as inbox:
            node.station.send(send(to_third(node, b"own")))
            assert inbox.next(), f"what is right does not get there from {node.home_address}"


def test_payload_goes_through_esp(agent, make, correspondent):
    node = make(4)
    assert node.register().status == 0
    there = IPv6(src=node.home_address, dst=CORRESPONDENT.address("50")) / UDP(dport=9) / Raw(b"there")
    back = IPv6(src=CORRESPONDENT.address("50"), dst=node.home_address) / UDP(dport=9) / Raw(b"back")
    with correspondent.listen(lambda frame: Raw in frame.ipv6 and b"there" in bytes(frame.ipv6)) as inbox:
        node.station.send(node.protected_tunnel(there))
        assert inbox.next(), "it does not get there"
        node.station.send(node.tunnelled(there))
        assert not inbox.collect(0.3), "it gets there in the clear"
    with node.station.listen(node.comes_through_protected_tunnel) as inbox:
        correspondent.send(back)
        frame = inbox.next()
        assert frame and b"back" in bytes(node.out_of_tunnel(frame))
    with node.tunnel() as tunnel:
        correspondent.send(back)
        assert not tunnel.collect(0.3), "it comes back in the clear"


def test_a_crash_and_a_restart_leave_the_associations_as_configured(agent, make):
    before, node = states(agent), make(0)
    agent.daemon.kill()
    agent.daemon.start()
    assert states(agent) == before
    assert node.register().status == 0


def test_nothing_is_left_at_the_end(agent):
    kernel = agent.topology.home_agent
    assert agent.daemon.stop() == 0
    assert not kernel.run("ip", "xfrm", "state") and not kernel.run("ip", "xfrm", "policy")
    assert "6275" not in kernel.run("ip", "-6", "rule")
    agent.daemon.start()
