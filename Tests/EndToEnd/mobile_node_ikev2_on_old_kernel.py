"""A host that HAOS makes a mobile node has its keys negotiated by strongSwan: on the old kernel, which has ESP.

`make test` runs this by Tests/OldKernel.
"""

import json

import pytest

from Lab.charon import HOME_AGENT_SETTINGS, MOBILE_NODE_SETTINGS, Charon
from Lab.conversation import Conversation
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, ACCESS2, HOME
from mobile_node_ipsec_on_old_kernel import start, unsigned
from support import eventually

SECRET = "pre-shared-key ascii correct-horse-battery"


@pytest.fixture
def laboratory(binaries):
    """A laboratory whose home agent has strongSwan beside it, and routers on the access links."""
    with Laboratory(binaries) as laboratory:
        lines = unsigned(STARTUP_CONFIG.read_text()).replace(
            "  address 2001:db8:1::100\n", "  address 2001:db8:1::100\n"
            f"  ipsec ikev2 identity local ha.example remote mn0.example {SECRET}\n"
            "  ipsec protect return-routability\n")
        laboratory.daemon.configure(lines).start()
        laboratory.access_routers()
        charon = Charon(laboratory.topology.home_agent, laboratory.daemon.strongswan_socket, HOME_AGENT_SETTINGS)
        laboratory.topology.on_close(charon.close)
        charon.start()
        yield laboratory


def begin(laboratory, *protected):
    """A mobile node that has registered by what its strongSwan negotiated."""
    lines = [f"ipsec ikev2 identity local mn0.example remote ha.example {SECRET}", *protected]
    host = start(laboratory, lines, links=[ACCESS1])
    charon = Charon(host.node, host.daemon.strongswan_socket, MOBILE_NODE_SETTINGS)
    laboratory.topology.on_close(charon.close)
    charon.start()
    host.wait("registered", ACCESS1, timeout=60)
    host.charon = charon
    return host


def shown(host):
    """What a mobile node shows of its security associations."""
    return json.loads(host.daemon.ask("show ipv6 mobile security-associations | json"))["securityAssociations"]


def indices(host):
    """Their Security Parameter Indices."""
    return {one["securityParameterIndex"] for one in shown(host)}


def test_payload_goes_by_what_was_negotiated(laboratory):
    laboratory.daemon.ask(
        "enable", "configure terminal", "ipv6 mobile home-agent", "host group MN0", "ipsec protect payload")
    host = begin(laboratory, "ipsec protect return-routability", "ipsec protect payload")
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    conversation.say(b"Are you there?")
    before = indices(host)
    host.move(ACCESS2)
    status = host.wait("registered", ACCESS2, timeout=60)
    # Before IKE has followed: nothing waits for it.
    conversation.say(b"Are you still there?")

    def ike_is_there():
        return [one["local-host"] for one in host.charon.associations.values()] == [status["careOfAddress"]]

    eventually(ike_is_there, "IKE does not follow the move", 20)
    conversation.say(b"And now?")
    conversation.close()
    assert indices(host) == before
    associations = shown(host)
    assert {one["homeAddress"] for one in associations} == {HOME_ADDRESS}
    packets = {(one["mode"], one["direction"]): one["packets"] for one in associations}
    assert packets["tunnel", "outbound"] > 0 and packets["tunnel", "inbound"] > 0


def test_either_may_begin_anew_abroad(laboratory):
    host = begin(laboratory, "ipsec protect return-routability")
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)

    def negotiates(before):
        eventually(lambda: len(indices(host) - before) == 6, "nothing is negotiated", 30)

    before = indices(host)
    host.charon.kill()
    host.charon.start()
    negotiates(before)
    former = host.status()["careOfAddress"]
    host.move(ACCESS2)
    host.wait("registered", ACCESS2, timeout=60)
    conversation.say(b"Are you there?")
    eventually(lambda: former not in host.node.run("ip", "address"), "the former link is not left", 10)
    before = indices(host)
    host.daemon.kill()
    host.daemon.start()
    host.wait("registered", ACCESS2, timeout=60)
    conversation.say(b"Are you still there?")
    assert indices(host) == before
    host.charon.request("terminate", {"ike": f"haos-{HOME_ADDRESS}", "timeout": "-1"})
    negotiates(before)
    conversation.say(b"And now?")
    conversation.close()


def test_a_journey(laboratory):
    host = begin(laboratory, "ipsec protect return-routability")
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    for link in (ACCESS2, HOME, ACCESS1):
        host.move(link)
        status = host.wait("at-home" if link is HOME else "registered", link, timeout=60)
        conversation.say(b"Are you there?")
        binding = laboratory.binding(HOME_ADDRESS)
        assert (binding or {}).get("careOfAddress") == (None if link is HOME else status["careOfAddress"])
    conversation.close()
