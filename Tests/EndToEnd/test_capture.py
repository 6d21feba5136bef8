"""A third opinion: a dissector that knows nothing of either side reads what went over the wire."""

import signal
import subprocess
from contextlib import contextmanager

from scapy.layers.inet6 import IPv6, UDP

from Lab.topology import ACCESS2, CORRESPONDENT
from support import eventually


@contextmanager
def captured(node, file, *interfaces):
    """What passes interfaces of a namespace meanwhile, in a file."""
    flags = [flag for interface in interfaces for flag in ("-i", interface)]
    process = subprocess.Popen(node.command("tshark", *flags, "-w", file, "-q"), stderr=subprocess.PIPE, text=True)
    try:
        eventually(lambda: file.exists() and file.stat().st_size, "tshark captures nothing", timeout=15)
        yield
        eventually(lambda: len(tshark(file, "-Y", "mip6.mhtype == 6 && mip6.ba.lifetime == 0")) >= 2,
                   "the capture lacks the end", timeout=5)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def tshark(capture, *arguments):
    """The packets that match, in tshark's words."""
    done = subprocess.run(["tshark", "-n", "-r", capture, *arguments], capture_output=True, text=True)
    return done.stdout.splitlines()


def test_tshark_finds_nothing_malformed(home_agent, mobile_node, correspondent, tmp_path):
    """Registration, traffic, a refusal, a move and a deletion, as seen on the home agent's two links."""
    capture = tmp_path / "capture.pcapng"
    with captured(home_agent.topology.home_agent, capture, "wan0", "home0"):
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
    assert tshark(capture, "-Y", "_ws.malformed || _ws.short || _ws.expert.severity == error") == []
