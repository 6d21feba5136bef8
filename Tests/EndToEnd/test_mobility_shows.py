"""What the shell shows of a running home agent beside its bindings, and the advice that it gives."""

import json

from Lab.topology import ACCESS2, CORRESPONDENT_ADDRESS
from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6


def shown(home_agent, command):
    return json.loads(home_agent.daemon.ask(f"{command} | json"))


def configure(home_agent, *lines):
    home_agent.daemon.ask("enable", "configure terminal", *lines, "end")


def test_globals(home_agent, registered):
    report = shown(home_agent, "show ipv6 mobile globals")
    assert report["isEnabled"] and report["requiresAuthentication"]
    assert [(link["interface"], link["isRunning"], link["preference"]) for link in report["homeLinks"]] == [
        ("home0", True, 10)]
    assert report["bindings"]["inUse"] == len(home_agent.bindings())
    assert report["bindings"]["peak"] >= report["bindings"]["inUse"] >= 1
    assert report["hostGroups"] == 5


def test_a_tunnel_and_what_it_carried(home_agent, registered):
    before = shown(home_agent, f"show ipv6 mobile tunnels {registered.home_address}")["tunnels"]
    assert len(before) == 1
    registered.send(IPv6(src=registered.home_address, dst=CORRESPONDENT_ADDRESS) / ICMPv6EchoRequest(data=b"x" * 50))
    with registered.tunnel() as packets:
        registered.send(
            IPv6(src=registered.home_address, dst=CORRESPONDENT_ADDRESS) / ICMPv6EchoRequest(data=b"x" * 50))
        assert packets.next(2), "the answer comes through the tunnel"
    tunnel = shown(home_agent, f"show ipv6 mobile tunnels {registered.home_address}")["tunnels"][0]
    assert (tunnel["source"], tunnel["destination"]) == (registered.home_agent, registered.care_of_address)
    assert tunnel["packetsReverseTunnelled"] >= before[0]["packetsReverseTunnelled"] + 2
    assert tunnel["packetsTunnelled"] >= before[0]["packetsTunnelled"] + 1
    assert "pathMTU" not in tunnel
    everything = shown(home_agent, "show ipv6 mobile tunnels")["tunnels"]
    number = next(t["number"] for t in everything if t["homeAddress"] == registered.home_address)
    assert registered.home_address in home_agent.daemon.ask(f"show ipv6 mobile tunnels {number}")
    summary = home_agent.daemon.ask("show ipv6 mobile tunnels summary")
    assert f"{registered.home_address} at {registered.care_of_address}" in summary


def test_filters_of_bindings_are_combined(home_agent, registered):
    by_all = (f"show ipv6 mobile binding interface home0 care-of-address {registered.care_of_address} "
              f"home-address {registered.home_address}")
    assert [b["homeAddress"] for b in shown(home_agent, by_all)["bindings"]] == [registered.home_address]
    elsewhere = f"show ipv6 mobile binding wan0 home-address {registered.home_address}"
    assert shown(home_agent, elsewhere)["bindings"] == []
    home_agent.daemon.ask("enable", f"clear ipv6 mobile binding home-address {registered.home_address}")
    assert home_agent.binding(registered.home_address) is None


def test_traffic_remembers_the_last_of_each_kind(home_agent, mobile_node):
    assert mobile_node.register().status == 0
    received = home_agent.traffic()["mobilityMessagesReceived"]
    assert mobile_node.exchange(mobile_node.binding_update(key=bytes(16))).status == 146
    traffic = home_agent.traffic()
    assert traffic["mobilityMessagesReceived"] >= received + 1
    assert traffic["lastRefused"]["status"] == 146
    assert traffic["lastRefused"]["secondsAgo"] <= 2
    assert traffic["secondsSinceAccepted"] <= 5


def test_refresh_advice(home_agent, mobile_node):
    configure(home_agent, "ipv6 mobile home-agent", "binding refresh 300")
    try:
        assert mobile_node.register(lifetime=900).refresh_advice == 75
        mobile_node.move(ACCESS2)
        assert mobile_node.register(lifetime=75).refresh_advice is None, "never later than the binding ends"
    finally:
        configure(home_agent, "ipv6 mobile home-agent", "no binding refresh")
    assert mobile_node.register(lifetime=900).refresh_advice is None
