"""Keys that strongSwan negotiates (`ipsec ikev2`): on the old kernel, which has ESP.

`make test` runs this by Tests/OldKernel; the name keeps it from what runs on the machine's own kernel.
"""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from scapy.layers.inet import UDP
from scapy.layers.inet6 import HAO, ICMPv6MPAdv, ICMPv6MPSol, IPv6, IPv6ExtHdrDestOpt
from scapy.packet import Raw

from Lab.charon import HOME_AGENT_SETTINGS, Charon
from Lab.negotiating_node import NegotiatingNode
from Lab.topology import ACCESS1, ACCESS2, CORRESPONDENT, HOME, HOME_AGENT_ADDRESS
from Lab.vici import ViciError
from Lab.wire import enclose
from support import CONFIGURATION, HomeAgent, eventually

AGENT = "ha.example"
SECRET = "correct-horse-battery-{}"
FOLDER = Path("/etc/swanctl")
ROOT = Path(__file__).parent.parent.parent
#: The mobile nodes: what of the tunnel is protected, and what their strongSwan calls it.
NODES = [("", None), ("  ipsec protect return-routability\n", "routes"), ("  ipsec protect payload\n", "payload"),
         ("", None)]
CERTIFIED = 3
FAR_AWAY = CORRESPONDENT.address("50")


def address(number):
    """A node's home address."""
    return HOME.address(f"e{number}")


def identity(number):
    """What a node calls itself."""
    return f"mn{number}@example" if number != CERTIFIED else "mn3.example"


def group(number):
    """A node's host group."""
    proof = f"pre-shared-key ascii {SECRET.format(number)}" if number != CERTIFIED else "certificate ha.pem"
    return (f" host group ike{number}\n  address {address(number)}\n"
            f"  ipsec ikev2 identity local {AGENT} remote {identity(number)} {proof}\n{NODES[number][0]}")


def configuration(numbers=range(len(NODES))):
    """A home agent's, with some of the nodes."""
    return CONFIGURATION.replace("interface home0\n", "".join(map(group, numbers)) + "interface home0\n")


class Agent(HomeAgent):
    """A home agent with a strongSwan beside it."""

    def prepare(self):
        """The daemon starts before strongSwan does."""
        self.charon = Charon(self.topology.home_agent, self.daemon.strongswan_socket, HOME_AGENT_SETTINGS)
        self.topology.on_close(self.charon.close)

    def exchange(self):
        """What is shown of strongSwan."""
        return json.loads(self.daemon.ask("show ipv6 mobile security-associations | json")).get("keyExchange")

    def associations(self, number):
        """What is shown of a node's security associations."""
        shown = self.daemon.ask(f"show ipv6 mobile security-associations home-address {address(number)} | json")
        return json.loads(shown)["securityAssociations"]

    def indices(self, number):
        """The Security Parameter Indices of a node."""
        return {association["securityParameterIndex"] for association in self.associations(number)}

    def kernel_indices(self):
        """Those of all associations that the kernel has."""
        lines = self.topology.home_agent.run("ip", "xfrm", "state").splitlines()
        return {int(line.split(" spi ")[1].split()[0], 16) for line in lines if " spi " in line}

    def configure(self, *lines):
        """Gives lines in configuration mode."""
        return self.daemon.ask("enable", "configure terminal", "ipv6 mobile home-agent", *lines)

    def loaded(self):
        """Waits until strongSwan has every connection."""
        def count():
            exchange = self.exchange()
            return exchange and exchange["nodes"] == exchange["nodesLoaded"] and "version" in exchange
        eventually(count, "strongSwan has not what is configured", timeout=25)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Certificates: of an authority, of the home agent in strongSwan's folders, and of the node that has one."""
    subprocess.run(["mount", "-t", "tmpfs", "none", str(FOLDER)], check=True)
    for name in ("x509", "x509ca", "private"):
        (FOLDER / name).mkdir()
    folder = tmp_path_factory.mktemp("authority")

    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    def key(name):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", folder / f"{name}.key")

    key("ca")
    openssl("req", "-x509", "-new", "-key", folder / "ca.key", "-subj", "/CN=authority", "-days", "9", "-out",
            FOLDER / "x509ca/ca.pem")
    for name, subject, place in (("ha", AGENT, FOLDER / "x509/ha.pem"), ("mn", identity(CERTIFIED), folder / "mn.pem")):
        key(name)
        (folder / "extensions").write_text(f"subjectAltName=DNS:{subject}\n")
        openssl("req", "-new", "-key", folder / f"{name}.key", "-subj", f"/CN={subject}", "-out", folder / "request")
        openssl("x509", "-req", "-in", folder / "request", "-CA", FOLDER / "x509ca/ca.pem", "-CAkey", folder / "ca.key",
                "-days", "9", "-set_serial", "7", "-extfile", folder / "extensions", "-out", place)
    (FOLDER / "private/ha.pem").write_bytes((folder / "ha.key").read_bytes())
    yield {"certificate": (folder / "mn.pem").read_bytes(), "private_key": (folder / "mn.key").read_bytes(),
           "authority": (FOLDER / "x509ca/ca.pem").read_bytes()}
    subprocess.run(["umount", str(FOLDER)], check=True)


@pytest.fixture(scope="module")
def agent(binaries, authority):
    """One home agent for all of this."""
    with Agent(binaries, configuration()) as agent:
        yield agent


@pytest.fixture(scope="module")
def nodes(agent, authority):
    """The mobile nodes, all on the first foreign link; they have negotiated, one beside the other."""
    made = [NegotiatingNode(agent.topology, address(number), identity(number), f"mn{number}")
            for number in range(len(NODES))]

    def prepare(number):
        proof = authority if number == CERTIFIED else {"key": SECRET.format(number)}
        made[number].configure(AGENT, NODES[number][1], **proof)

    for node in made:
        node.move(ACCESS1)
    with ThreadPoolExecutor(len(NODES)) as pool:
        list(pool.map(prepare, range(len(NODES))))
    return made


@pytest.fixture(scope="module")
def correspondent(agent):
    """A station far away."""
    return agent.topology.station(CORRESPONDENT, FAR_AWAY)


def negotiate(nodes):
    """All at once."""
    with ThreadPoolExecutor(len(nodes)) as pool:
        list(pool.map(NegotiatingNode.negotiate, nodes))


def register(nodes):
    """All at once."""
    with ThreadPoolExecutor(len(nodes)) as pool:
        assert [answer.status for answer in pool.map(NegotiatingNode.register, nodes)] == [0] * len(nodes)


def assert_not_registered_in_the_clear(agent, node):
    """An update in the clear brings nothing."""
    before = agent.traffic()["dropped"]["protectionMissing"]
    node.station.send(node.binding_update().packet())
    eventually(lambda: agent.traffic()["dropped"]["protectionMissing"] > before, "it does not count")
    assert agent.binding(node.home_address) is None


def test_a_missing_strongswan_is_named_and_nothing_passes(agent, nodes):
    eventually(lambda: "%MIPV6-3-IKE: strongSwan does not answer" in agent.daemon.log, "the log does not say it")
    exchange = agent.exchange()
    assert exchange["absence"] == "No such file or directory" and "version" not in exchange
    assert "strongSwan does not answer at" in agent.daemon.ask("show ipv6 mobile security-associations")
    assert_not_registered_in_the_clear(agent, nodes[0])


def test_several_nodes_negotiate_and_register_at_once(agent, nodes):
    """By a key, and by a certificate."""
    agent.charon.start()
    agent.loaded()
    negotiate(nodes)
    register(nodes)
    for number, node in enumerate(nodes):
        assert agent.binding(node.home_address)["careOfAddress"] == node.care_of_address
        assert node.keys.indices <= agent.indices(number)
        assert {association["keying"] for association in agent.associations(number)} == {"ikev2"}
    shown = {entry["homeAddress"]: entry for entry in agent.exchange()["associations"]}
    assert {(entry["remoteAddress"], entry["state"]) for entry in shown.values()} == {
        (node.care_of_address, "established") for node in nodes}
    assert [shown[address(number)]["remoteIdentity"] for number in range(4)] == [identity(n) for n in range(4)]
    assert f"home address {address(0)}: IKE with {identity(0)}" in agent.daemon.log


def test_one_nodes_association_does_not_speak_for_another(agent, nodes):
    first, second = nodes[0], nodes[1]
    before = agent.traffic()["forwarding"]["ipsecAssociationOfOthers"]
    first.station.send(second.protect(first.binding_update(lifetime=0).packet()))
    eventually(lambda: agent.traffic()["forwarding"]["ipsecAssociationOfOthers"] > before, "it does not count")
    assert agent.binding(first.home_address)


def test_prefixes_are_told_under_esp_of_their_own(nodes):
    node = nodes[0]
    question = (IPv6(src=node.care_of_address, dst=HOME_AGENT_ADDRESS)
                / IPv6ExtHdrDestOpt(options=[HAO(hoa=node.home_address)]) / ICMPv6MPSol(id=0x4321))
    with node.station.listen(lambda frame: node.is_protected(frame, node.keys.prefix_outbound)) as answers:
        node.station.send(node.protect(question, node.keys.prefix_inbound))
        frame = answers.next()
    assert frame, "no answer"
    assert IPv6(node.disclose(frame.packet, node.keys.prefix_outbound))[ICMPv6MPAdv].id == 0x4321


def home_test():
    """A Home Test to the node whose return routability is protected."""
    return IPv6(enclose(FAR_AWAY, address(1), bytes([59, 2, 3, 0, 0, 0, 0, 0]) + bytes(16)))


def assert_routes_are_protected(node, correspondent):
    """Home Test Init and Home Test go through ESP."""
    question = IPv6(enclose(node.home_address, FAR_AWAY, bytes([59, 1, 1, 0, 0, 0, 0, 0]) + bytes(8)))
    with correspondent.listen(lambda frame: frame.mobility_type == 1) as inits:
        node.station.send(node.tunnelled(question))
        node.station.send(node.protected_tunnel(question))
        frame = inits.next()
        assert frame and frame.ipv6.src == node.home_address
        assert not inits.collect(0.3), "one in the clear gets there too"
    with node.station.listen(node.comes_through_protected_tunnel) as tests:
        correspondent.send(home_test())
        frame = tests.next()
        assert frame, "the Home Test does not come under ESP"
        assert bytes(node.out_of_tunnel(frame))[8:] == bytes(home_test())[8:]


def assert_payload_is_protected(node, correspondent):
    """Payload goes through ESP."""
    there = IPv6(src=node.home_address, dst=FAR_AWAY) / UDP(dport=9) / Raw(b"there")
    back = IPv6(src=FAR_AWAY, dst=node.home_address) / UDP(dport=9) / Raw(b"back")
    with correspondent.listen(lambda frame: b"there" in bytes(frame.ipv6)) as inbox:
        node.station.send(node.protected_tunnel(there))
        assert inbox.next(), "it does not get there"
        node.station.send(node.tunnelled(there))
        assert not inbox.collect(0.3), "it gets there in the clear"
    with node.station.listen(node.comes_through_protected_tunnel) as inbox:
        correspondent.send(back)
        frame = inbox.next()
        assert frame and b"back" in bytes(node.out_of_tunnel(frame))


def test_tunnels_go_through_esp(nodes, correspondent):
    assert_routes_are_protected(nodes[1], correspondent)
    assert_payload_is_protected(nodes[2], correspondent)


def test_a_handover_touches_nothing_and_ike_follows(agent, nodes, correspondent):
    before = [agent.indices(number) for number in range(3)]
    for node in nodes[:3]:
        node.move(ACCESS2)
        answer = node.register(flags="AHK")
        assert answer.status == 0 and not answer.keeps_key_management
    assert_routes_are_protected(nodes[1], correspondent)
    assert_payload_is_protected(nodes[2], correspondent)
    here = {node.care_of_address for node in nodes[:3]}

    def places():
        return {entry["remoteAddress"] for entry in agent.exchange()["associations"]}
    eventually(lambda: here <= places(), "IKE does not follow", timeout=20)
    assert [agent.indices(number) for number in range(3)] == before
    assert_routes_are_protected(nodes[1], correspondent)
    assert_payload_is_protected(nodes[2], correspondent)


def test_new_keys_take_over_in_tunnels(agent, nodes, correspondent):
    node = nodes[2]
    before = node.keys.tunnel_inbound.spi
    node.charon.request("rekey", {"child": "payload"})

    def is_new():
        node.take_keys()
        return node.keys.tunnel_inbound.spi != before
    eventually(is_new, "there are no new keys", timeout=10)
    eventually(lambda: before not in agent.kernel_indices(), "the former ones are still there", timeout=10)
    assert_payload_is_protected(node, correspondent)
    eventually(lambda: agent.indices(2) == node.keys.indices | agent.indices(2), "what is shown is something else")


def test_the_handbooks_mobile_node_negotiates(agent, tmp_path):
    """Word by word, at both ends."""
    blocks = (ROOT / "Documentation/Handbook/ikev2.md").read_text().split("```\n")
    lines = next(block for block in blocks if block.startswith("ipv6 mobile home-agent"))
    settings = tmp_path / "home.conf"
    settings.write_text(next(block for block in blocks if block.startswith("connections {")))
    home_address = lines.split(" address ")[1].split()[0]
    agent.configure(*lines.splitlines()[1:])
    agent.loaded()
    node = NegotiatingNode(agent.topology, home_address, None, "handbook")
    node.move(ACCESS1)
    node.tunnel_child = "routes"
    node.charon.start()
    node.namespace.run("swanctl", "--load-all", "--file", settings, "--uri", f"unix://{node.charon.socket}")

    def is_whole():
        children = node.charon.associations.get("home", {}).get("child-sas", {})
        return sum(child["state"] == "INSTALLED" for child in children.values()) == 3
    eventually(is_whole, "it does not negotiate", timeout=10)
    assert node.take_keys().register().status == 0
    agent.configure("no host group MN1")
    eventually(lambda: not node.charon.associations, "it is not told of the end")
    node.charon.close()
    node.station.close()


def test_a_wrong_key_negotiates_nothing_and_debugging_tells(agent, nodes):
    agent.daemon.ask("enable", "configure terminal", "logging buffered debugging", "end", "debug ipv6 mobile ipsec")
    node = NegotiatingNode(agent.topology, address(0), identity(0), "mn9")
    node.move(ACCESS1, "99")
    with pytest.raises(ViciError):
        node.configure(AGENT, key="not-the-key").negotiate()
    eventually(lambda: "MAC mismatched" in agent.daemon.ask("show logging"), "debugging does not say why")
    agent.daemon.ask("enable", "undebug ipv6 mobile ipsec")
    assert nodes[0].keys.indices <= agent.indices(0), "who had negotiated has to stay"
    node.charon.close()
    node.station.close()


def test_no_key_is_in_any_output(agent, nodes):
    keys = [key.hex() for node in nodes for used in vars(node.keys).values() for key in (used.encryption,)]
    said = agent.daemon.log + agent.daemon.ask(
        "enable", "show running-config", "show ipv6 mobile security-associations", "show logging",
        "show ipv6 mobile security-associations | json", "show ipv6 mobile host groups")
    assert "correct-horse" not in said and not any(key in said for key in keys)


def test_what_swanctl_takes_away_comes_again(agent, nodes):
    """`swanctl --load-all` unloads what is not in its files."""
    name = f"haos-{address(0)}"
    agent.charon.request("unload-conn", {"name": name})
    agent.charon.request("unload-shared", {"id": name})
    eventually(lambda: name in agent.charon.request("get-conns")["conns"]
               and name in agent.charon.request("get-shared")["keys"], "it does not come again", timeout=15)
    assert nodes[0].register().status == 0


def test_a_killed_daemon_finds_strongswan_as_it_was(agent, nodes, correspondent):
    before = [agent.indices(number) for number in range(3)]
    agent.daemon.kill()
    agent.daemon.start()
    agent.loaded()
    assert [agent.indices(number) for number in range(3)] == before
    register(nodes[:3])
    assert_routes_are_protected(nodes[1], correspondent)
    assert_payload_is_protected(nodes[2], correspondent)


def test_a_killed_strongswan_is_missed_and_served_anew(agent, nodes, correspondent):
    agent.charon.kill()
    eventually(lambda: agent.exchange().get("absence"), "nobody misses it")
    assert "strongSwan does not answer" in agent.daemon.ask("show ipv6 mobile security-associations")
    agent.charon.start()
    agent.loaded()
    for node in nodes[:3]:
        node.charon.request("terminate", {"ike": "home", "force": "yes", "timeout": -1})
        eventually(lambda node=node: "home" not in node.charon.associations, "it does not forget", timeout=10)
    negotiate(nodes[:3])
    register(nodes[:3])
    assert_routes_are_protected(nodes[1], correspondent)
    assert_payload_is_protected(nodes[2], correspondent)


def test_lines_that_are_removed_end_what_they_negotiated(agent, nodes):
    indices = nodes[1].keys.indices
    assert indices <= agent.kernel_indices()
    agent.configure("no host group ike1")
    eventually(lambda: not indices & agent.kernel_indices(), "the kernel still has them", timeout=5)
    name = f"haos-{address(1)}"
    assert name not in agent.charon.associations and name not in agent.charon.request("get-conns")["conns"]
    assert name not in agent.charon.request("get-shared")["keys"]
    eventually(lambda: "home" not in nodes[1].charon.associations, "the mobile node was not told")
    assert nodes[0].register().status == 0


def test_what_a_killed_daemon_left_in_strongswan_ends(agent, nodes):
    """Its lines are there no more when it begins anew."""
    indices = nodes[2].keys.indices
    assert indices <= agent.kernel_indices()
    agent.daemon.kill()
    agent.daemon.configure(configuration([0, CERTIFIED])).start()
    name = f"haos-{address(2)}"
    eventually(lambda: name not in agent.charon.request("get-conns")["conns"], "its connection stays", timeout=5)
    eventually(lambda: name not in agent.charon.associations, "its association stays")
    assert not indices & agent.kernel_indices()
    assert nodes[0].register().status == 0


def test_nothing_is_left_at_the_end(agent):
    assert agent.daemon.stop() == 0
    assert agent.charon.request("get-conns")["conns"] == [] and agent.charon.request("get-shared")["keys"] == []
    assert not agent.charon.associations and not agent.kernel_indices()
    agent.daemon.start()

