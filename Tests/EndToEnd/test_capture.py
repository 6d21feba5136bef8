"""A third opinion: a dissector that knows nothing of either side reads what went over the wire."""

from scapy.layers.inet6 import IPv6, UDP

from Lab.topology import ACCESS2, CORRESPONDENT
from capture import DELETION, MALFORMED, captured, tshark


def test_tshark_finds_nothing_malformed(home_agent, mobile_node, correspondent, tmp_path):
    """Registration, traffic, a refusal, a move and a deletion, as seen on the home agent's two links."""
    capture = tmp_path / "capture.pcapng"
    with captured(home_agent.topology.home_agent, capture, "wan0", "home0", last=DELETION, times=2):
        assert mobile_node.register(flags="AHL").status == 0
        correspondent.send(IPv6(src=CORRESPONDENT.address("50"), dst=mobile_node.home_address) / UDP(dport=9))
        assert mobile_node.exchange(mobile_node.binding_update(sequence=mobile_node.sequence)).status == 135
        mobile_node.move(ACCESS2)
        assert mobile_node.register(flags="AHL").status == 0
        assert mobile_node.deregister().status == 0
    assert len(tshark(capture, "-Y", "mip6.mhtype == 5")) >= 4
    assert len(tshark(capture, "-Y", "mip6.mhtype == 6")) >= 4
    assert len(tshark(capture, "-Y", "ipv6.nxt == 41")) >= 1
    assert len(tshark(capture, "-Y", "icmpv6.type == 136")) >= 2
    assert tshark(capture, "-Y", MALFORMED) == []
