"""A host that HAOS makes a mobile node has its keys negotiated by strongSwan: on the old kernel, which has ESP.

`make test` runs this by Tests/OldKernel.
"""

import pytest

from Lab.charon import HOME_AGENT_SETTINGS, MOBILE_NODE_SETTINGS, Charon
from Lab.conversation import Conversation
from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, ACCESS2, HOME
from mobile_node_ipsec_on_old_kernel import start, unsigned

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


def test_a_journey(laboratory):
    lines = [f"ipsec ikev2 identity local mn0.example remote ha.example {SECRET}", "ipsec protect return-routability"]
    host = start(laboratory, lines, links=[ACCESS1])
    charon = Charon(host.node, host.daemon.strongswan_socket, MOBILE_NODE_SETTINGS)
    laboratory.topology.on_close(charon.close)
    charon.start()
    host.wait("registered", ACCESS1, timeout=60)
    conversation = Conversation(laboratory.topology.correspondent, host.node, HOME_ADDRESS)
    for link in (ACCESS2, HOME, ACCESS1):
        host.move(link)
        status = host.wait("at-home" if link is HOME else "registered", link, timeout=60)
        conversation.say(b"Are you there?")
        binding = laboratory.binding(HOME_ADDRESS)
        assert (binding or {}).get("careOfAddress") == (None if link is HOME else status["careOfAddress"])
    conversation.close()
