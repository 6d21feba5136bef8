"""Real transport through the tunnel: a kernel's TCP with its offloads, and UDP with and without segmentation."""

import hashlib
import socket
import threading

import pytest

from Lab import kernel_tunnel
from Lab.topology import ACCESS1, CORRESPONDENT_ADDRESS
from sockets import opened, send_datagrams
from support import HomeAgent

SIZE = 20_000_000


@pytest.fixture(scope="module")
def abroad(binaries):
    """A mobile node with a kernel, registered."""
    with HomeAgent(binaries) as agent:
        node = agent.topology.namespace("mn")
        station = agent.topology.station(ACCESS1, node=node, kernel=True)
        mobile_node = agent.mobile_node("2001:db8:1::200", station=station)
        mobile_node.care_of_address = ACCESS1.address("200")
        kernel_tunnel.attach(mobile_node, agent.topology.directory)
        assert mobile_node.register().status == 0
        yield mobile_node


def payload():
    return b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(SIZE // 32))


def transfer(source, destination, address):
    """Sends octets from a namespace to an address of another; returns how they arrived."""
    received = hashlib.sha256()

    def receive(listener):
        connection, _ = listener.accept()
        with connection:
            while data := connection.recv(1 << 20):
                received.update(data)

    with opened(destination, socket.SOCK_STREAM) as listener, opened(source, socket.SOCK_STREAM) as sender:
        listener.bind((address, 5001))
        listener.listen()
        receiver = threading.Thread(target=receive, args=[listener])
        receiver.start()
        sender.connect((address, 5001))
        sender.sendall(payload())
        sender.shutdown(socket.SHUT_WR)
        receiver.join(30)
        assert not receiver.is_alive(), "the transfer hangs"
    return received.hexdigest()


def test_tcp_to_the_mobile_node(abroad):
    arrived = transfer(abroad.topology.correspondent, abroad.station.node, abroad.home_address)
    assert arrived == hashlib.sha256(payload()).hexdigest()


def test_tcp_from_the_mobile_node(abroad):
    arrived = transfer(abroad.station.node, abroad.topology.correspondent, CORRESPONDENT_ADDRESS)
    assert arrived == hashlib.sha256(payload()).hexdigest()


@pytest.mark.parametrize("segmented", [False, True], ids=["one by one", "segmented by the kernel"])
def test_udp_to_the_mobile_node(abroad, segmented):
    data = payload()[:12_000]
    with opened(abroad.station.node, socket.SOCK_DGRAM) as receiver:
        receiver.bind((abroad.home_address, 5002))
        with opened(abroad.topology.correspondent, socket.SOCK_DGRAM) as sender:
            sender.connect((abroad.home_address, 5002))
            send_datagrams(sender, data, 1200, segmented)
        assert b"".join(receiver.recv(2000) for _ in range(10)) == data
