"""Multicast for programs of a mobile node that is away, with HAOS at both ends (RFC 6275 sections 10.4.3 and 11.3.4)."""

import json
import socket
import struct

import pytest
from scapy.layers.inet6 import IPv6, UDP
from scapy.packet import Raw

from Lab.laboratory import Laboratory
from Lab.story import HOME_ADDRESS, STARTUP_CONFIG
from Lab.topology import ACCESS1, ACCESS2, HOME
from support import eventually

GROUP = "ff1e::1234"


@pytest.fixture
def laboratory(binaries):
    """A laboratory with a home agent, and routers on the access links."""
    with Laboratory(binaries) as laboratory:
        laboratory.daemon.configure(
            STARTUP_CONFIG.read_text().replace("ra-interval msec 500", "ra-interval msec 70 30")).start()
        laboratory.access_routers()
        yield laboratory


@pytest.fixture
def host(laboratory):
    """A mobile node that is registered from the first access link."""
    host = laboratory.moving_host(HOME_ADDRESS, links=[ACCESS1]).start()
    host.wait("registered", ACCESS1)
    return host


@pytest.fixture
def neighbor(laboratory):
    """A station on the home link."""
    return laboratory.topology.station(HOME, HOME.address("50"))


def program(host):
    """A socket of a program that uses the home address, and the interface of home addresses for groups."""
    with host.node.entered():
        made = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        index = socket.if_nametoindex("mobile0")
    made.bind(("::", 5000))
    made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
    made.settimeout(5)
    return made, socket.inet_pton(socket.AF_INET6, GROUP) + struct.pack("@I", index)


def members(laboratory):
    return {one["homeAddress"] for one in json.loads(
        laboratory.daemon.ask("show ipv6 mobile groups | json"))["groups"] if one["group"] == GROUP}


def joined(laboratory, host):
    """A program that listens to the group, once the home agent knows."""
    listener, request = program(host)
    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, request)
    eventually(lambda: members(laboratory) == {HOME_ADDRESS}, "the home agent does not learn of it", 5)
    return listener


def say(neighbor, text):
    neighbor.send(IPv6(src=HOME.address("50"), dst=GROUP, hlim=8) / UDP(sport=5000, dport=5000) / Raw(text))


def test_a_program_listens_from_wherever_the_node_is(laboratory, host, neighbor):
    with joined(laboratory, host) as listener:
        say(neighbor, b"to all")
        assert listener.recvfrom(100)[0] == b"to all"
        host.move(ACCESS2)
        host.wait("registered", ACCESS2)
        say(neighbor, b"to all again")
        assert listener.recvfrom(100)[0] == b"to all again"
        entries = json.loads(host.daemon.ask("show ipv6 mobile binding-update-list | json"))["entries"]
        assert [entry["type"] for entry in entries] == ["home-agent"], "nobody is asked for a direct way"
    eventually(lambda: not members(laboratory), "the home agent does not learn that nobody listens", 10)


def test_a_home_agent_that_has_forgotten_asks(laboratory, host, neighbor):
    with joined(laboratory, host) as listener:
        laboratory.daemon.ask("enable", "clear ipv6 mobile binding home-address ::/0")
        eventually(lambda: not members(laboratory), "the membership outlives the binding")
        host.daemon.ask("enable", "clear ipv6 mobile mobile-node")
        eventually(lambda: members(laboratory) == {HOME_ADDRESS}, "nobody answers the home agent's question", 20)
        say(neighbor, b"to all")
        assert listener.recvfrom(100)[0] == b"to all"


def test_a_program_sends_to_the_group(laboratory, host, neighbor):
    sender, _ = program(host)
    with sender, neighbor.listen(lambda frame: frame.ipv6.dst == GROUP) as at_home:
        sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 8)
        sender.sendto(b"from abroad", (GROUP, 5000))
        frame = at_home.next()
    assert frame.ipv6.src == HOME_ADDRESS and bytes(frame.ipv6[UDP].payload) == b"from abroad"
