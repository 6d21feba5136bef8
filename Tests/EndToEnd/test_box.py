"""The machine as the shell shows it, against what `ip` says."""

import json
import re

import pytest

from support import HomeAgent, eventually


def show(home_agent, command):
    return json.loads(home_agent.daemon.ask(f"{command} | json"))


def ip(home_agent, *arguments):
    return json.loads(home_agent.topology.home_agent.run("ip", "-j", *arguments))


def test_interfaces_are_those_of_ip(home_agent):
    shown = {interface["name"]: interface for interface in show(home_agent, "show interfaces")["interfaces"]}
    links = ip(home_agent, "-s", "link", "show")
    assert set(shown) == {link["ifname"] for link in links}
    for link in links:
        interface = shown[link["ifname"]]
        assert interface["maximumTransmissionUnit"] == link["mtu"]
        assert interface["isEnabled"] == ("UP" in link["flags"])
        assert interface["operationalState"] == link["operstate"].lower()
        assert interface["output"]["packets"] <= link["stats64"]["tx"]["packets"]
        if link["link_type"] == "ether":
            assert interface["linkLayerAddress"] == link["address"]
    home = shown["home0"]
    assert home["output"]["packets"] > 0 and home["output"]["octets"] > home["output"]["packets"]
    text = home_agent.daemon.ask("show interfaces home0")
    assert text.startswith("home0 is up, line protocol is up\n") and home["linkLayerAddress"] in text


def test_addresses_are_those_of_ip(home_agent):
    def ours():
        shown = show(home_agent, "show ipv6 interface")["interfaces"]
        return {(i["name"], a["address"], a["prefixLength"]) for i in shown for a in i["addresses"]}

    def theirs():
        return {(link["ifname"], a["local"], a["prefixlen"])
                for link in ip(home_agent, "-6", "address", "show") for a in link["addr_info"]}

    eventually(lambda: ours() == theirs(), "the same addresses")
    assert "2001:db8:1::1" in home_agent.daemon.ask("show ipv6 interface home0 brief")


def test_joined_groups_are_those_of_ip(home_agent):
    shown = show(home_agent, "show ipv6 interface home0")["interfaces"][0]["groups"]
    groups = [m["address"] for m in ip(home_agent, "maddress", "show", "dev", "home0")[0]["maddr"]
              if m.get("family") == "inet6"]
    assert sorted(shown) == sorted(groups) and "ff02::1" in shown


def test_a_duplicate_address_is_shown_as_one(home_agent):
    node = home_agent.topology.home_agent
    node.run("ip", "-6", "address", "add", "2001:db8:1::dead/64", "dev", "home0", "valid_lft", "300", "preferred_lft", "0")
    try:
        text = home_agent.daemon.ask("show ipv6 interface home0")
        assert re.search(r"2001:db8:1::dead/64 \[.*deprecated\], valid (300|29\d) seconds, preferred 0 seconds", text)
    finally:
        node.run("ip", "-6", "address", "del", "2001:db8:1::dead/64", "dev", "home0")


def normalized(prefix):
    return {"default": "::/0"}.get(prefix, prefix if "/" in prefix else f"{prefix}/128")


def test_routes_are_those_of_ip(home_agent):
    def ours():
        return {(r["prefix"], r["interface"], r.get("nextHop")) for r in show(home_agent, "show ipv6 route")["routes"]}

    def theirs():
        routes = [r for table in ("main", "local") for r in ip(home_agent, "-6", "route", "show", "table", table)]
        return {(normalized(r["dst"]), r["dev"], r.get("gateway")) for r in routes}

    eventually(lambda: ours() == theirs(), "the same routes")


@pytest.mark.parametrize("prefix, code", [
    ("::/0", "S"), ("2001:db8:1::/64", "C"), ("2001:db8:1::1/128", "L")])
def test_the_code_tells_where_a_route_comes_from(home_agent, prefix, code):
    assert re.search(rf"^{code} +{prefix} \[", home_agent.daemon.ask("show ipv6 route"), re.MULTILINE)


def test_the_longest_match_decides(home_agent):
    def prefix(address):
        return show(home_agent, f"show ipv6 route {address}")["routes"][0]["prefix"]

    assert prefix("2001:db8:1::77") == "2001:db8:1::/64"
    assert prefix("2001:db8:ffff::77") == "::/0"
    done = home_agent.daemon.shell("show ipv6 route 2001:db8:4242::/48")
    assert done.returncode == 1 and "2001:db8:4242::/48" in done.stderr


def test_a_bound_home_address_has_a_mobile_route(home_agent, registered):
    route = show(home_agent, f"show ipv6 route {registered.home_address}")["routes"][0]
    assert (route["code"], route["nextHop"]) == ("M", registered.care_of_address)


def test_neighbors_are_shown_and_cleared(home_agent):
    node = home_agent.topology.home_agent
    node.run("ip", "-6", "neighbor", "replace", "2001:db8:1::abcd", "lladdr", "02:00:00:00:ab:cd", "nud", "stale",
             "dev", "home0")
    found = show(home_agent, "show ipv6 neighbors 2001:db8:1::abcd")["neighbors"]
    assert [(n["interface"], n["linkLayerAddress"], n["state"]) for n in found] == [
        ("home0", "02:00:00:00:ab:cd", "stale")]
    assert "02:00:00:00:ab:cd" in home_agent.daemon.ask("show ipv6 neighbors home0")
    home_agent.daemon.ask("enable", "clear ipv6 neighbors home0")
    assert not show(home_agent, "show ipv6 neighbors 2001:db8:1::abcd")["neighbors"]


def test_the_process_is_the_daemon(home_agent):
    shown = show(home_agent, "show processes")
    assert shown["process"] in [thread["number"] for thread in shown["threads"]]
    assert shown["eventLoop"]["turns"] > 0 and shown["residentMemory"] > 1 << 20
    memory = show(home_agent, "show memory")
    assert {"bindings", "binding_counters"} <= {table["name"] for table in memory["maps"]}
    assert memory["heapUsed"] > 0


def test_an_interface_that_is_not_there(home_agent):
    done = home_agent.daemon.shell("show interfaces Ethernet77")
    assert done.returncode == 1 and "There is no interface eth77" in done.stderr


def test_a_large_table_holds_up_nothing(home_agent):
    """While a hundred thousand routes are shown, no turn of the event loop is long."""
    node = home_agent.topology.home_agent
    batch = "".join(f"route add 2001:dba:{i:x}::/48 via 2001:db8:f::2\n" for i in range(50_000))
    file = home_agent.daemon.directory / "routes"
    file.write_text(batch)
    node.run("ip", "-6", "-batch", file)
    try:
        before = show(home_agent, "show processes")["eventLoop"]
        routes = home_agent.daemon.ask("show ipv6 route")
        assert routes.count("2001:dba:") == 50_000
        after = show(home_agent, "show processes")["eventLoop"]
        assert after["turns"] - before["turns"] > 200
        assert after["longestTurn"] < max(before["longestTurn"], 250_000), "microseconds"
        home_agent.assert_alive()
    finally:
        file.write_text(batch.replace("route add", "route del"))
        node.run("ip", "-6", "-batch", file)


def test_an_interface_is_shut_down_and_opened_again(home_agent):
    """Nothing else uses this one."""
    node = home_agent.topology.home_agent
    node.run("ip", "link", "add", "spare0", "type", "veth", "peer", "name", "spare1")
    try:
        def configure(*lines):
            home_agent.daemon.ask("enable", "configure terminal", *lines, "end")
            return show(home_agent, "show interfaces spare0")["interfaces"][0]

        eventually(lambda: home_agent.daemon.shell("show interfaces spare0").returncode == 0, "the interface is seen")
        opened = configure("interface spare0", "description To be used some day", "ipv6 address 2001:db8:77::1/64")
        assert opened["isEnabled"] and opened["description"] == "To be used some day"
        assert not configure("interface spare0", "shutdown")["isEnabled"]
        assert home_agent.daemon.ask("show interfaces spare0").startswith(
            "spare0 is administratively down, line protocol is down\n")
        assert configure("interface spare0", "no shutdown")["isEnabled"]
        eventually(lambda: "2001:db8:77::1" in node.run("ip", "-6", "address", "show", "dev", "spare0"), "its address")
        configure("no interface spare0")
    finally:
        node.run("ip", "link", "del", "spare0")


def test_router_advertisements_are_shown_as_they_are_sent(home_agent):
    interfaces = {i["name"]: i for i in show(home_agent, "show ipv6 interface")["interfaces"]}
    assert "advertisement" not in interfaces["wan0"]
    advertised = interfaces["home0"]["advertisement"]
    assert advertised["maximumInterval"] == 500 and advertised["isHomeAgent"]
    assert [p["prefix"] for p in advertised["prefixes"]] == ["2001:db8:1::/64"]
    eventually(
        lambda: show(home_agent, "show ipv6 interface home0")["interfaces"][0]["advertisement"]["sent"]
        > advertised["sent"], "another is sent")
    assert re.search("ND router advertisements are sent every .* to 500 milliseconds",
                     home_agent.daemon.ask("show ipv6 interface home0"))


def test_the_version_names_program_and_configuration(home_agent):
    version = show(home_agent, "show version")
    assert version["imageFile"] == str((home_agent.daemon.binaries / "haosd").resolve())
    assert version["configurationFile"] == str(home_agent.daemon.startup_config)
    assert "reloadCause" not in version


def test_the_version_tells_who_wanted_the_reload(binaries):
    with HomeAgent(binaries) as agent:
        assert " was started\n" in agent.daemon.ask("show version")
        agent.daemon.shell("enable", "write memory", "reload")

        def cause():
            done = agent.daemon.shell("show version | json")
            return done.returncode == 0 and json.loads(done.stdout).get("reloadCause")

        assert eventually(cause, "it begins anew", timeout=15).startswith("root")
