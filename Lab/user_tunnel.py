"""The tunnel's end of a mobile node in plain user space, beside a kernel that cuts packets up and puts them together.

What the kernel's programs send from the home address comes out of a TUN interface here and goes through a raw socket
of protocol 41; and the other way round.
"""

import contextlib
import fcntl
import os
import select
import socket
import struct
import threading

TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x1001
IPV6_IN_IPV6 = 41


class UserTunnel:
    """A context manager: leaving it ends the tunnel."""

    def __init__(self, mobile_node, mtu=1280):
        """Gives a mobile node's addresses to the kernel of its namespace, with the tunnel between them.

        The mobile node is on a foreign link, on a station that leaves the kernel's IPv6 on.
        """
        station, node = mobile_node.station, mobile_node.station.node
        self._home_agent = mobile_node.home_agent
        station.addresses.clear()
        with node.entered():
            self._device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            fcntl.ioctl(self._device, TUNSETIFF, struct.pack("16sH22x", b"home", IFF_TUN_NO_PI))
            self._socket = socket.socket(socket.AF_INET6, socket.SOCK_RAW, IPV6_IN_IPV6)
        self._socket.setblocking(False)
        node.ip(
            f"address add {mobile_node.care_of_address}/64 dev {station.interface} nodad",
            f"link set home up mtu {mtu}",
            f"address add {mobile_node.home_address}/128 dev home nodad",
            f"route add {mobile_node.home_agent}/128 via {station.link.router} dev {station.interface} "
            f"src {mobile_node.care_of_address}",
            f"route add default dev home src {mobile_node.home_address}")
        self._socket.bind((mobile_node.care_of_address, 0))
        self._ending, self._end = os.pipe()
        self._thread = threading.Thread(target=self._carry, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        os.close(self._end)
        self._thread.join()
        self._socket.close()
        os.close(self._ending)
        os.close(self._device)

    def _carry(self):
        while True:
            ready, _, _ = select.select([self._ending, self._device, self._socket], [], [])
            if self._ending in ready:
                return
            with contextlib.suppress(BlockingIOError, OSError):
                while self._device in ready:
                    self._socket.sendto(os.read(self._device, 65535), (self._home_agent, 0))
            with contextlib.suppress(BlockingIOError, OSError):
                while self._socket in ready:
                    os.write(self._device, self._socket.recv(65535))
